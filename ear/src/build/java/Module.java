import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Makes the jars of a folder a module of the server: {@code java Module.java folder name
 * module...}, the modules it needs.
 */
public final class Module {
  private Module() {}

  public static void main(String... arguments) throws IOException {
    var folder = Path.of(arguments[0]);
    var needed = List.of(arguments).subList(2, arguments.length);
    try (var files = Files.list(folder)) {
      var jars =
          files
              .map(it -> it.getFileName().toString())
              .filter(it -> it.endsWith(".jar"))
              .sorted()
              .map(it -> "    <resource-root path=\"%s\"/>\n".formatted(it))
              .collect(Collectors.joining());
      var dependencies =
          needed.stream()
              .map(it -> "    <module name=\"%s\" services=\"import\"/>\n".formatted(it))
              .collect(Collectors.joining());
      Files.writeString(
          folder.resolve("module.xml"),
          """
          <?xml version="1.0" encoding="UTF-8"?>
          <module xmlns="urn:jboss:module:1.9" name="%s">
            <resources>
          %s  </resources>
            <dependencies>
          %s  </dependencies>
          </module>
          """
              .formatted(arguments[1], jars, dependencies));
    }
  }
}
