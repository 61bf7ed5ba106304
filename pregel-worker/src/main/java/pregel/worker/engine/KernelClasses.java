package pregel.worker.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import pregel.api.VertexProgram;

/**
 * The kernel package, defined anew for every program class and kept as long as that class.
 *
 * <p>A loop that has run several programs is compiled for all of them and pays a dispatch per
 * vertex; a loop of its own is compiled for one. Later jobs of the same class re-use the loop,
 * already compiled.
 */
final class KernelClasses extends ClassLoader {
  private static final String PACKAGE = "pregel.worker.kernel.";

  private static final ClassValue<KernelClasses> OF_PROGRAM =
      new ClassValue<>() {
        @Override
        protected KernelClasses computeValue(Class<?> program) {
          return new KernelClasses();
        }
      };

  private KernelClasses() {
    super("pregel-kernel", KernelClasses.class.getClassLoader());
  }

  /**
   * The mail of a job, of its messages' type, from the program's own copy of the kernel package.
   */
  static Mail mail(JobState state) {
    String type;
    if (state.program instanceof VertexProgram.OfDouble) {
      type = "Double";
    } else if (state.program instanceof VertexProgram.OfLong) {
      type = "Long";
    } else if (state.program instanceof VertexProgram.OfInt) {
      type = "Int";
    } else if (state.program instanceof VertexProgram.Of) {
      type = "Object";
    } else {
      throw new IllegalArgumentException(
          state.program.getClass().getName()
              + " implements none of VertexProgram.OfDouble, OfLong, OfInt, Of; implement one");
    }
    try {
      Class<?> copy = OF_PROGRAM.get(state.program.getClass()).loadClass(PACKAGE + type + "Mail");
      Constructor<?> constructor = copy.getDeclaredConstructor(JobState.class);
      constructor.setAccessible(true);
      return (Mail) constructor.newInstance(state);
    } catch (ReflectiveOperationException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new LinkageError("the kernel package is incomplete", e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(PACKAGE)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : define(name);
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    String resource = name.replace('.', '/') + ".class";
    try (InputStream in = getParent().getResourceAsStream(resource)) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = in.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length, KernelClasses.class.getProtectionDomain());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
