package org.plumbline.web.cdshooks;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plumbline.history.Visit.Route;
import org.plumbline.triage.RecordedAssessment;
import org.plumbline.triage.TriageService;
import org.plumbline.web.cdshooks.HookRequest.Prefetched;
import org.plumbline.web.intake.BackProblem;
import org.plumbline.web.intake.IntakeReader;
import org.plumbline.web.intake.Node;
import org.plumbline.web.intake.ReadIntake;

/** Finds the intake in a call and has it assessed. */
@ApplicationScoped
public class TriageHook {
  static final String PATIENT = "patient";
  static final String CONDITIONS = "conditions";
  static final String INTAKE = "intake";

  private final BackProblem backProblem = BackProblem.load();
  private IntakeReader reader;
  private TriageService triage;

  @SuppressWarnings("NullAway.Init")
  protected TriageHook() {} // required by the container

  @Inject
  TriageHook(IntakeReader reader, TriageService triage) {
    this.reader = reader;
    this.triage = triage;
  }

  /**
   * What a call led to.
   *
   * @param answered the newest intake; empty when the record holds none
   * @param gaps the parts of the record that could not be read to their end
   * @param backProblem whether the problem list names a back problem
   */
  record Outcome(Optional<Answered> answered, List<Gap> gaps, boolean backProblem) {
    Outcome {
      gaps = List.copyOf(gaps);
    }
  }

  /** The intake of a patient and what was concluded. */
  record Answered(ReadIntake read, RecordedAssessment recorded) {}

  /** A part of the record that was not read. */
  record Gap(String key, HookRequest.State state) {}

  Outcome assess(HookRequest request) {
    var gaps = gaps(request);
    var record = record(request);
    var response = intake(request.of(INTAKE));
    var answered =
        response
            .map(it -> reader.read(it, record, Optional.of(request.patient())))
            .map(it -> new Answered(it, triage.assess(it.visit(Route.CDS_HOOKS), it.intake())));
    return new Outcome(answered, gaps, backProblem.isIn(request.of(CONDITIONS).resources()));
  }

  private static List<Gap> gaps(HookRequest request) {
    var gaps = new ArrayList<Gap>();
    for (var key : List.of(PATIENT, CONDITIONS, INTAKE)) {
      if (!request.of(key).complete()) {
        gaps.add(new Gap(key, request.of(key).state()));
      }
    }
    return gaps;
  }

  private static List<Node> record(HookRequest request) {
    return request.prefetch().entrySet().stream()
        .filter(it -> !it.getKey().equals(INTAKE))
        .flatMap(it -> it.getValue().resources().stream())
        .toList();
  }

  private Optional<Node> intake(Prefetched intake) {
    return intake.search()
        ? reader.newest(intake.resources())
        : intake.resources().stream().findFirst();
  }
}
