package pregel.worker.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import pregel.api.Channel;
import pregel.api.DoubleChannel;
import pregel.api.IntChannel;
import pregel.api.LongChannel;
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

  /** The copy of the kernel package that belongs to a program. */
  static KernelClasses of(VertexProgram program) {
    return OF_PROGRAM.get(program.getClass());
  }

  /** The mail of each channel of a job. */
  Mail[] mails(JobState state) {
    Mail[] mails = new Mail[state.routes.size()];
    for (int channel = 0; channel < mails.length; channel++) {
      Route route = state.routes.get(channel);
      Object made =
          construct(
              type(route.channel) + "Mail",
              new Class<?>[] {JobState.class, Route.class},
              state,
              route);
      mails[channel] = (Mail) made;
    }
    return mails;
  }

  /** The kernel of one thread. */
  Kernel kernel(JobState state, Mail[] mails, int thread) {
    Channel main = state.schema.mainChannel();
    Object made =
        construct(
            (main == null ? "Phase" : type(main)) + "Kernel",
            new Class<?>[] {JobState.class, Mail[].class, int.class},
            state,
            mails,
            thread);
    return (Kernel) made;
  }

  /** One thread's part of a monotone program, around the thread's kernel. */
  Relaxer relaxer(Relaxation relaxation, Kernel kernel) {
    return (Relaxer)
        construct(
            "VertexRelaxer", new Class<?>[] {Relaxation.class, Kernel.class}, relaxation, kernel);
  }

  private static String type(Channel channel) {
    if (channel instanceof DoubleChannel) {
      return "Double";
    } else if (channel instanceof LongChannel) {
      return "Long";
    } else if (channel instanceof IntChannel) {
      return "Int";
    } else {
      return "Object";
    }
  }

  private Object construct(String name, Class<?>[] types, Object... arguments) {
    try {
      Constructor<?> constructor = loadClass(PACKAGE + name).getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      } else if (e.getCause() instanceof Error error) {
        throw error;
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
