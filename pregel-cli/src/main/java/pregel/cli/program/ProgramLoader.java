package pregel.cli.program;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Collections;
import java.util.Enumeration;

/**
 * Loads a user's classes: the JDK's and the engine's own come first and cannot be replaced, all
 * others come from the user's jars, never from the libraries that the engine happens to use.
 *
 * <p>They cannot halt the process without being noticed: see {@link HaltCalls}.
 */
final class ProgramLoader extends URLClassLoader {
  private static final String ENGINE = "pregel.";

  /** Closed never: the program may load classes as long as the process lives. */
  ProgramLoader(ProgramPath path) {
    super("user-programs", path.urls(), ProgramLoader.class.getClassLoader());
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith(ENGINE)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded == null) {
        try {
          loaded = getPlatformClassLoader().loadClass(name);
        } catch (ClassNotFoundException e) {
          loaded = findClass(name); // its own failure tells more
        }
      }
      if (resolve) {
        resolveClass(loaded);
      }
      return loaded;
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    URL found = findResource(name.replace('.', '/') + ".class");
    if (found == null) {
      throw new ClassNotFoundException(name);
    }
    try (InputStream in = found.openStream()) {
      byte[] compiled = in.readAllBytes();
      byte[] replaced = HaltCalls.replacedIn(compiled);
      return replaced == compiled
          ? super.findClass(name)
          : defineClass(name, replaced, 0, replaced.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name + " cannot be read", e);
    }
  }

  @Override
  public URL getResource(String name) {
    URL own = findResource(name);
    return own != null ? own : getPlatformClassLoader().getResource(name);
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    var found = Collections.list(findResources(name));
    found.addAll(Collections.list(getPlatformClassLoader().getResources(name)));
    return Collections.enumeration(found);
  }
}
