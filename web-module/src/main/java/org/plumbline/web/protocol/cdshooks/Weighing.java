package org.plumbline.web.protocol.cdshooks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.plumbline.history.Recorded;
import org.plumbline.history.Standing;
import org.plumbline.triage.RecordedAssessment;
import org.plumbline.web.access.Caller;
import org.plumbline.web.document.Outcome.Answered;
import org.plumbline.web.document.Outcome.Beside;
import org.plumbline.web.intake.OtherIntakes;
import org.plumbline.web.intake.OtherIntakes.Found;
import org.plumbline.web.intake.OtherIntakes.Unrecorded;
import org.plumbline.web.intake.ReadIntake;

/** Which intake of a patient a card is about, and which are shown beside it. */
final class Weighing {
  private final OtherIntakes others;

  Weighing(OtherIntakes others) {
    this.others = others;
  }

  /** What stays beside the newest, with its intake, the gravest first. */
  List<Stays> staying(
      Found found, Optional<Answered> newest, HookRequest request, Caller caller) {
    return Stream.concat(
            found.staying().stream().map(it -> new Stays(it.line(), Optional.of(it))),
            others
                .staying(
                    caller.tenant(), request.patient(), newest.flatMap(it -> it.recorded().id()))
                .stream()
                .map(it -> new Stays(it, Optional.empty())))
        .sorted(
            Comparator.comparing((Stays it) -> it.line().urgency())
                .thenComparing(it -> it.line().answeredAt())
                .reversed())
        .toList();
  }

  /** An intake that stays, with its answers when it could not be recorded. */
  record Stays(Standing.Line line, Optional<Unrecorded> unrecorded) {}

  /** The newest, unless a graver one stays: milder answers do not take it away. */
  Optional<Answered> gravest(
      Optional<Answered> newest, List<Stays> staying, Caller caller) {
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
        .map(Weighing::answered)
        .or(
            () ->
                others
                    .recorded(caller.tenant(), it.line())
                    .map(recorded -> answered(it.line(), recorded)));
  }

  private static Answered answered(Unrecorded it) {
    return new Answered(
        it.read(),
        new RecordedAssessment(Optional.empty(), it.read().intake(), it.assessment()),
        Optional.empty());
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

  /** Whatever is shown beside the main one: what stays, and the newest when it is not the main. */
  List<Beside> beside(
      Optional<Answered> main, Optional<Answered> newest, List<Stays> staying) {
    var beside = new ArrayList<Beside>();
    newest
        .filter(it -> main.filter(it::equals).isEmpty())
        .ifPresent(it -> beside.add(new Beside(line(it), false)));
    staying.stream()
        .map(Stays::line)
        .filter(it -> main.filter(m -> isSame(m, it)).isEmpty())
        .forEach(it -> beside.add(new Beside(it, true)));
    return beside;
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
