package pregel.loaders.read;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.files.FileStat;
import pregel.core.files.FileStore;

/** Patterns of files elsewhere: each name of a path is matched in the directories before it. */
final class RemotePatterns {
  private RemotePatterns() {}

  /** The files that match, in no order; {@code **} is not known here. */
  static List<String> matches(FileStore store, String pattern) {
    int start = pattern.indexOf('/', pattern.indexOf("://") + 3);
    List<String> found = List.of(pattern.substring(0, start));
    String[] names = pattern.substring(start + 1).split("/");
    try {
      for (int i = 0; i < names.length; i++) {
        found = step(store, found, names[i], i == names.length - 1);
      }
    } catch (PatternSyntaxException e) {
      throw new JobException(
          FailureKind.INPUT,
          pattern + ": no such file, nor a pattern (" + e.getDescription() + "); check the path",
          e);
    } catch (IOException e) {
      throw InputPlace.unreachable(pattern, e);
    }
    return found;
  }

  private static List<String> step(
      FileStore store, List<String> directories, String name, boolean last) throws IOException {
    List<String> found = new ArrayList<>();
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + name);
    for (String directory : directories) {
      if (!InputFiles.isPattern(name) && !last) {
        found.add(FileStore.join(directory, name));
        continue;
      }
      for (FileStat entry : store.list(directory.endsWith(":/") ? directory + "/" : directory)) {
        if (matcher.matches(Path.of(entry.name()))
            && (last ? entry.isFile() : entry.isDirectory())) {
          found.add(entry.path());
        }
      }
    }
    return found;
  }
}
