package org.plumbline.web.intake;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.fact.Fact;
import org.plumbline.web.json.Build;

/**
 * The Questionnaire as the reader needs it: its address, and the questions by linkId. Parsed once,
 * at start.
 */
public final class Form {
  private static final String FILE = "artifact/Questionnaire-low-back-intake.json";

  private final String canonical;
  private final String version;
  private final Map<String, Question> questions = new HashMap<>();
  private final Set<String> groups = new HashSet<>();

  private Form(JsonObject questionnaire) {
    this.canonical = questionnaire.getString("url");
    this.version = questionnaire.getString("version");
    add(questionnaire);
  }

  /** The Questionnaire of the knowledge base. */
  public static Form load() {
    try (var stream = KnowledgeBase.class.getResourceAsStream(FILE)) {
      if (stream == null) {
        throw new IllegalStateException(FILE + " is missing");
      }
      try (var reader = Build.reader(stream)) {
        return new Form(reader.readObject());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(JsonObject parent) {
    for (var item : parent.getJsonArray("item").getValuesAs(JsonObject.class)) {
      var linkId = item.getString("linkId");
      if (item.getString("type").equals("group")) {
        groups.add(linkId);
        add(item);
      } else {
        questions.put(linkId, Question.of(Fact.of(linkId).orElseThrow(), item));
      }
    }
  }

  /** The canonical address, without version. */
  public String canonical() {
    return canonical;
  }

  /** The version. */
  public String version() {
    return version;
  }

  Optional<Question> question(String linkId) {
    return Optional.ofNullable(questions.get(linkId));
  }

  Set<String> groups() {
    return groups;
  }

  boolean isGroup(String linkId) {
    return groups.contains(linkId);
  }
}
