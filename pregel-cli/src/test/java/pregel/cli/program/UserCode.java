package pregel.cli.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Sources of users, compiled into a directory as a user would do it. */
final class UserCode {
  private final Path classes;
  private final List<String> options = new ArrayList<>();

  private UserCode(Path directory) {
    this.classes = directory.resolve("classes");
  }

  /** Compiles into a new directory below this one. */
  static UserCode in(Path directory) {
    return new UserCode(directory);
  }

  UserCode against(Path otherClasses) {
    options.add(otherClasses.toString());
    return this;
  }

  /** A program whose messages are longs, with this body of {@code compute} after some members. */
  UserCode program(String name, String members, String compute) {
    return compile(
        name,
        """
        package user;
        import pregel.api.*;
        import java.util.*;
        public class %s implements VertexProgram.OfLong {
          %s
          @Override public void compute(Vertex vertex, LongMessages messages) {
            %s
          }
        }
        """
            .formatted(name, withOpen(members), compute));
  }

  UserCode compile(String name, String source) {
    try {
      Path file =
          Files.createDirectories(classes.resolveSibling("src/user")).resolve(name + ".java");
      Files.writeString(file, source);
      Files.createDirectories(classes);
      List<String> path = new ArrayList<>(options);
      path.add(classes.toString());
      path.add(System.getProperty("java.class.path"));
      int exitCode =
          ToolProvider.getSystemJavaCompiler()
              .run(
                  null,
                  null,
                  null,
                  "-d",
                  classes.toString(),
                  "-proc:none",
                  "-cp",
                  String.join(java.io.File.pathSeparator, path),
                  file.toString());
      assertThat(exitCode).as(source).isZero();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path directory() {
    return classes;
  }

  /** The compiled classes as a jar; others that it needs are named in its manifest. */
  Path jar(Path file, String... needed) {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    if (needed.length > 0) {
      manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, String.join(" ", needed));
    }
    try (OutputStream to = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(to, manifest);
        Stream<Path> found = Files.walk(classes)) {
      for (Path each : found.filter(Files::isRegularFile).toList()) {
        jar.putNextEntry(new JarEntry(classes.relativize(each).toString()));
        jar.write(Files.readAllBytes(each));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  private static String withOpen(String members) {
    return members.contains("void open(")
        ? members
        : members + " @Override public void open(Schema schema) {}";
  }
}
