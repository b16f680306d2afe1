package org.plumbline.kb.advice;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.differential.Band;
import org.plumbline.kb.differential.Origin;
import org.plumbline.kb.fact.Choice;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Value;
import org.plumbline.kb.wording.Wording;

/**
 * What a patient reads first, as one version of the knowledge has it; today's words stand where
 * that version had none.
 *
 * @param all every text by its path in headlines.yaml, such as {@code words/told}
 */
public record HeadlineWords(Map<String, Wording> all) {
  /** Those of the knowledge that runs. */
  public static final HeadlineWords LIVE = new HeadlineWords(HeadlineTable.WORDS);

  /** What else there is to say than what an origin and a disposition are called. */
  public enum Word {
    TOLD,
    UNANSWERED,
    CLEAR,
    OPEN,
    AND;

    private String path() {
      return "words/" + name().toLowerCase(Locale.ROOT);
    }
  }

  public HeadlineWords {
    all = Map.copyOf(all);
  }

  private Optional<Wording> find(String path) {
    return Optional.ofNullable(all.getOrDefault(path, HeadlineTable.WORDS.get(path)));
  }

  /** A word. */
  public Wording of(Word word) {
    return find(word.path()).orElseThrow();
  }

  /** The headline of a disposition where no origin is named. */
  public Wording alone(Urgency urgency) {
    return find("dispositions/" + urgency.code() + "/alone").orElseThrow();
  }

  /** Whether to train, behind a named origin; empty where none is named. */
  public Optional<Wording> train(Urgency urgency) {
    return find("dispositions/" + urgency.code() + "/train");
  }

  /** What is not done with a disposition. */
  public Optional<Wording> avoided(Urgency urgency) {
    return find("dispositions/" + urgency.code() + "/avoid");
  }

  /** What names an origin as firmly as its band; empty for a band that names none. */
  public Optional<Wording> origin(Origin origin, Band band) {
    return find("origins/" + origin.code() + "/" + band.code());
  }

  /** An answer that speaks for an origin, as a clause; empty when nobody needs to read it. */
  public Optional<Wording> because(Fact fact, Value value) {
    if (value == Presence.PRESENT) {
      return find("because/" + fact.code());
    }
    return value instanceof Choice
        ? find("because/%s/%s".formatted(fact.code(), value.stored()))
        : Optional.empty();
  }
}
