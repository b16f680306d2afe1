package org.plumbline.web.screen.patient;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.plumbline.kb.form.Checklist;
import org.plumbline.kb.outlook.Step;
import org.plumbline.web.json.Build;

/**
 * How a patient went through the questions: the steps that were taken, how each answer was given,
 * and when it was changed last. What was answered before there were lists has none of it.
 */
final class Trail {
  private static final String TAKEN = "taken";
  private static final String LISTED = "listed";
  private static final String OPENED = "opened";
  private static final String DOUBTED = "doubted";
  private static final String HELD = "held";
  private static final String ALONE = "alone";
  private static final String TURN = "turn";
  private static final String CHANGED = "changed";
  private static final String FLAGS = "flags";

  private final List<Step> taken = new ArrayList<>();
  private final Set<String> listed = new LinkedHashSet<>();
  private final Set<String> opened = new LinkedHashSet<>();
  private final Set<String> doubted = new LinkedHashSet<>();
  private final Map<String, Integer> changed = new LinkedHashMap<>();
  private Optional<Held> held = Optional.empty();
  private int turn;
  private String flags = "";

  /**
   * A list whose ticks were kept, and of whose other signs nothing is known yet.
   *
   * @param alone whether each of its signs is asked by itself, because the patient was not sure
   */
  record Held(Step.Several list, boolean alone) {}

  void read(JsonObject json) {
    Answers.texts(json, TAKEN).forEach(it -> StepText.read(it).ifPresent(taken::add));
    listed.addAll(Answers.texts(json, LISTED));
    opened.addAll(Answers.texts(json, OPENED));
    doubted.addAll(Answers.texts(json, DOUBTED));
    turn = json.getInt(TURN, 0);
    flags = json.getString(FLAGS, "");
    Optional.ofNullable(json.getJsonObject(CHANGED))
        .ifPresent(it -> it.forEach((code, at) -> changed.put(code, ((JsonNumber) at).intValue())));
    held =
        Optional.ofNullable(json.getString(HELD, null))
            .flatMap(StepText::read)
            .filter(Step.Several.class::isInstance)
            .map(it -> new Held((Step.Several) it, json.getBoolean(ALONE, false)));
  }

  void write(JsonObjectBuilder json) {
    write(json, TAKEN, taken.stream().map(StepText::write).toList());
    write(json, LISTED, listed);
    write(json, OPENED, opened);
    write(json, DOUBTED, doubted);
    held.ifPresent(it -> json.add(HELD, StepText.write(it.list())).add(ALONE, it.alone()));
    if (!flags.isEmpty()) {
      json.add(FLAGS, flags);
    }
    if (turn > 0) {
      var all = Build.object();
      changed.forEach(all::add);
      json.add(TURN, turn).add(CHANGED, all);
    }
  }

  private static void write(JsonObjectBuilder json, String name, Collection<String> texts) {
    if (!texts.isEmpty()) {
      var array = Build.array();
      texts.forEach(array::add);
      json.add(name, array);
    }
  }

  /** The steps that were taken, in the order in which they were met. */
  List<Step> taken() {
    return taken;
  }

  /** Remembers a step that was not met before. */
  void take(Step step) {
    if (taken.stream().noneMatch(it -> it.facts().containsAll(step.facts()))) {
      taken.add(step);
    }
  }

  /** Where on the way a step was met; the end of the way when it was not. */
  int indexOf(Step step) {
    for (var i = 0; i < taken.size(); i++) {
      if (taken.get(i).facts().containsAll(step.facts())) {
        return i;
      }
    }
    return taken.size();
  }

  /** How often answers were taken: by it a page knows whether another has answered meanwhile. */
  int turn() {
    return turn;
  }

  void nextTurn() {
    turn++;
  }

  /** Whether an answer was changed after a page was shown. */
  boolean isChangedSince(int shown, String linkId) {
    return changed.getOrDefault(linkId, 0) > shown;
  }

  /** Notes how and when an answer was changed. */
  void note(String linkId, boolean inAList) {
    changed.put(linkId, turn);
    doubted.remove(linkId);
    if (inAList) {
      listed.add(linkId);
    } else {
      listed.remove(linkId);
    }
  }

  /** The questions that were answered in a list. */
  Set<String> listed() {
    return listed;
  }

  /** The lists about which the patient was not sure. */
  Set<Checklist> opened() {
    return Checklist.all().stream()
        .filter(it -> opened.contains(it.id()))
        .collect(Collectors.toSet());
  }

  void open(Checklist list) {
    opened.add(list.id());
  }

  /** The questions with a yes that an older page would have taken back: which is right is asked. */
  Set<String> doubted() {
    return doubted;
  }

  /** The red flags that were recorded last, before the end. */
  String flags() {
    return flags;
  }

  void recorded(String flags) {
    this.flags = flags;
  }

  /** The list that has to be gone through to its end. */
  Optional<Held> held() {
    return held;
  }

  void hold(Held list) {
    held = Optional.of(list);
  }

  void release() {
    held = Optional.empty();
  }
}
