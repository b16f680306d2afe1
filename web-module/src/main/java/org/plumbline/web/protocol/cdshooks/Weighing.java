package org.plumbline.web.protocol.cdshooks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.plumbline.history.Recorded;
import org.plumbline.history.Standing;
import org.plumbline.history.Visit.Route;
import org.plumbline.triage.RecordedAssessment;
import org.plumbline.triage.TriageService;
import org.plumbline.web.access.Caller;
import org.plumbline.web.document.Outcome.Answered;
import org.plumbline.web.document.Outcome.Beside;
import org.plumbline.web.intake.OtherIntakes;
import org.plumbline.web.intake.OtherIntakes.Found;
import org.plumbline.web.intake.OtherIntakes.Unrecorded;
import org.plumbline.web.intake.ReadIntake;
import org.plumbline.web.intake.Timeline;

/** Which intake of a patient a card is about, and which are shown beside it. */
final class Weighing {
  private final OtherIntakes others;
  private final TriageService triage;

  Weighing(OtherIntakes others, TriageService triage) {
    this.triage = triage;
    this.others = others;
  }

  /** What counts beside the one in force, with its intake, the gravest first. */
  List<Stays> staying(Found found, Optional<Answered> inForce, HookRequest request, Caller caller) {
    return Stream.of(
            found.staying().stream().map(it -> new Stays(it.line(), Optional.of(it), true)),
            found.milder().stream()
                .filter(Unrecorded::telling)
                .filter(it -> !isReplaced(it, inForce))
                .map(it -> new Stays(it.line(), Optional.of(it), false)),
            others
                .staying(
                    caller.tenant(), request.patient(), inForce.flatMap(it -> it.recorded().id()))
                .stream()
                .map(it -> new Stays(it, Optional.empty(), true)))
        .flatMap(it -> it)
        .sorted(
            Comparator.comparing((Stays it) -> it.line().urgency())
                .thenComparing(it -> it.line().answeredAt())
                .reversed())
        .toList();
  }

  private static boolean isReplaced(Unrecorded earlier, Optional<Answered> inForce) {
    return inForce.filter(it -> Timeline.replaces(it.read(), earlier.read())).isPresent();
  }

  /**
   * An intake that counts, with its answers when it is not recorded.
   *
   * @param undecided whether it stays until a clinician has decided; another counts until it is
   *     replaced
   */
  record Stays(Standing.Line line, Optional<Unrecorded> unrecorded, boolean undecided) {}

  /** The newest, unless a graver one stays: milder answers do not take it away. */
  Optional<Answered> gravest(Optional<Answered> newest, List<Stays> staying, Caller caller) {
    var most = newest.map(it -> it.recorded().assessment().urgency());
    return staying.stream()
        .filter(it -> most.map(m -> it.line().urgency().compareTo(m) > 0).orElse(true))
        .flatMap(it -> concluded(it, caller).stream())
        .filter(
            it -> most.map(m -> it.recorded().assessment().urgency().compareTo(m) > 0).orElse(true))
        .findFirst()
        .or(() -> newest);
  }

  /** What was concluded; of what was recorded, what was concluded then. */
  private Optional<Answered> concluded(Stays it, Caller caller) {
    return it.unrecorded()
        .map(unrecorded -> answered(unrecorded, it.undecided(), caller))
        .or(
            () ->
                others
                    .recorded(caller.tenant(), it.line())
                    .map(recorded -> answered(it.line(), recorded)));
  }

  /** One that does not stay is recorded now, as the card is about it. */
  private Answered answered(Unrecorded it, boolean undecided, Caller caller) {
    var read = it.read();
    var recorded =
        undecided
            ? new RecordedAssessment(Optional.empty(), read.intake(), it.assessment())
            : triage.assess(read.visit(caller.tenant(), Route.CDS_HOOKS), read.intake());
    return new Answered(read, recorded, Optional.empty());
  }

  private static Answered answered(Standing.Line line, Recorded recorded) {
    var stored = recorded.stored();
    return new Answered(
        new ReadIntake(
            stored.patient(),
            line.response(),
            stored.answeredAt(),
            recorded.intake(),
            stored.finished(),
            0),
        new RecordedAssessment(Optional.of(stored.id()), recorded.intake(), recorded.concluded()),
        Optional.empty());
  }

  /** Whatever is shown beside the main one: what counts, and the one in force or a draft. */
  List<Beside> beside(
      Optional<Answered> main, Optional<Answered> inForce, List<Stays> staying, Found found) {
    var beside = new ArrayList<Beside>();
    inForce
        .filter(it -> main.filter(it::equals).isEmpty())
        .ifPresent(it -> beside.add(new Beside(line(it), false)));
    staying.stream()
        .filter(it -> main.filter(m -> isSame(m, it.line())).isEmpty())
        .forEach(it -> beside.add(new Beside(it.line(), it.undecided())));
    main.filter(it -> !it.recorded().assessment().redFlags().isEmpty())
        .flatMap(it -> emptyDraft(it, found))
        .ifPresent(it -> beside.add(new Beside(it.line(), false)));
    return beside;
  }

  /** A newer one that tells of nothing; it calls for no card, and is named in one. */
  private static Optional<Unrecorded> emptyDraft(Answered main, Found found) {
    return found.milder().stream()
        .filter(it -> !it.telling() && !it.read().finished())
        .filter(it -> it.read().answeredAt().isAfter(main.read().answeredAt()))
        .max(Comparator.comparing(it -> it.read().answeredAt()));
  }

  private static boolean isSame(Answered main, Standing.Line line) {
    return line.id().isPresent()
        ? line.id().equals(main.recorded().id())
        : line.response().equals(main.read().response())
            && line.answeredAt().equals(main.read().answeredAt());
  }

  private static Standing.Line line(Answered it) {
    return new Standing.Line(
        it.recorded().id(),
        it.read().response(),
        it.read().answeredAt(),
        it.recorded().assessment().urgency(),
        it.read().finished(),
        it.recorded().assessment().redFlags().stream()
            .map(it.recorded().assessment()::reason)
            .toList());
  }
}
