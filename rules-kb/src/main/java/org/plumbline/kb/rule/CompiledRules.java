package org.plumbline.kb.rule;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import org.drools.model.Model;
import org.drools.model.Rule;

/**
 * Loads the rules that the build compiled, one model class per package of rules; no compiler is
 * needed for it.
 */
public final class CompiledRules {
  private static final String MODEL = "META-INF/kie/org.plumbline/rules-kb/drools-model";

  private CompiledRules() {}

  /** Every compiled rule. */
  public static List<Rule> load() {
    var loader = CompiledRules.class.getClassLoader();
    return modelClasses(loader).stream()
        .flatMap(name -> instance(loader, name).getRules().stream())
        .toList();
  }

  private static List<String> modelClasses(ClassLoader loader) {
    try (var stream = loader.getResourceAsStream(MODEL)) {
      if (stream == null) {
        throw new IllegalStateException(MODEL + " is missing: the rules were not compiled");
      }
      var lines =
          new BufferedReader(new InputStreamReader(stream, UTF_8)).lines().map(String::strip);
      return lines.filter(line -> !line.isEmpty() && !line.contains(":")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Model instance(ClassLoader loader, String name) {
    try {
      return (Model) Class.forName(name, true, loader).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("compiled rules cannot be loaded: " + name, e);
    }
  }
}
