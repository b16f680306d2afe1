package org.plumbline.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What the sources of a module must not do; each answer names the files that do it. */
public final class Sources {
  private static final int MOST_OF_A_CLASS = 250;
  private static final int MOST_OF_A_METHOD = 40;
  private static final int MOST_OF_A_TEMPLATES_LINE = 120;
  private static final String JAVA = ".java";
  private static final String TEMPLATE = ".jte";
  private static final Pattern TYPE = Pattern.compile(".*\\b(class|record|enum|interface)\\b.*");

  /** Texts and comments, in which a name may stand. */
  private static final Pattern NO_CODE =
      Pattern.compile(
          "\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);

  private static final Pattern QUALIFIED =
      Pattern.compile(
          "(?m)^(?!import |package"
              + " ).*\\b(?:java|javax|jakarta|org|com|io|ca|gg)\\.(?:[a-z]\\w*\\.)+[A-Z]");

  private static final Pattern BROKEN_ATTRIBUTE = Pattern.compile("[\\w-]+=\"\\$\\{[^}]*\\n");

  private final Path folder;

  /** Those below a folder, such as {@code src/main/java}. */
  public Sources(Path folder) {
    this.folder = folder;
  }

  /** Files of more than 250 lines: nobody reads them whole. */
  public SortedSet<String> ofManyLines() {
    return filesWith(it -> it.lines().count() > MOST_OF_A_CLASS);
  }

  /** Files with a member of more than 40 lines that is no type: it does more than one step. */
  public SortedSet<String> withLongMethods() {
    return filesWith(
        it ->
            List.of("  ", "    ", "      ").stream()
                .anyMatch(indent -> hasLongMember(it.lines().toList(), indent)));
  }

  /** Files that name a class with its package, where an import would say what they use. */
  public SortedSet<String> withQualifiedNames() {
    return filesWith(it -> QUALIFIED.matcher(NO_CODE.matcher(it).replaceAll("\"\"")).find());
  }

  /** Templates with a line of more than 120 characters: a change in it shows nothing. */
  public SortedSet<String> templatesOfLongLines() {
    return filesWith(
        TEMPLATE, it -> it.lines().anyMatch(line -> line.length() > MOST_OF_A_TEMPLATES_LINE));
  }

  /**
   * Templates in which the expression of an attribute goes on in the next line: the expression is
   * written into the page, and a box that is not ticked is.
   */
  public SortedSet<String> templatesOfBrokenAttributes() {
    return filesWith(TEMPLATE, it -> BROKEN_ATTRIBUTE.matcher(it).find());
  }

  private SortedSet<String> filesWith(Predicate<String> fault) {
    return filesWith(JAVA, fault);
  }

  private SortedSet<String> filesWith(String ending, Predicate<String> fault) {
    var names = new TreeSet<String>();
    for (var file : files(ending)) {
      if (fault.test(read(file))) {
        names.add(String.valueOf(file.getFileName()));
      }
    }
    return names;
  }

  private List<Path> files(String ending) {
    try (var found = Files.walk(folder)) {
      return new ArrayList<>(found.filter(it -> it.toString().endsWith(ending)).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean hasLongMember(List<String> lines, String indent) {
    var start = -1;
    for (var i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      if (line.equals(indent + "}") && start >= 0) {
        if (i - start + 1 > MOST_OF_A_METHOD) {
          return true;
        }
        start = -1;
      } else if (line.matches(indent + "[a-zA-Z].*")) {
        start = TYPE.matcher(line).matches() ? -1 : i;
      }
    }
    return false;
  }
}
