package org.plumbline.web.cdshooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.plumbline.history.Assessments;
import org.plumbline.history.Assessments.VisitBefore;
import org.plumbline.history.Visit.Route;
import org.plumbline.resource.StoredResources;
import org.plumbline.triage.RecordedAssessment;
import org.plumbline.triage.TriageService;
import org.plumbline.web.intake.BackProblem;
import org.plumbline.web.intake.Faults;
import org.plumbline.web.intake.IntakeReader;
import org.plumbline.web.intake.JsonBody;
import org.plumbline.web.intake.Node;
import org.plumbline.web.intake.ReadIntake;
import org.plumbline.web.security.Caller;

/** Finds the intake in a call, in the EHR or in our store, and has it assessed. */
@ApplicationScoped
public class TriageHook {
  private static final Logger LOG = System.getLogger(TriageHook.class.getName());
  private static final int STORED = 5;
  private static final Set<String> NO_RECORD = Set.of(Hook.INTAKE, Hook.ENCOUNTER);

  private final BackProblem backProblem = BackProblem.load();
  private final Orders orders = new Orders();
  private IntakeReader reader;
  private TriageService triage;
  private StoredResources stored;
  private Assessments assessments;
  private RecordCompletion completion;

  @SuppressWarnings("NullAway.Init")
  protected TriageHook() {} // required by the container

  @Inject
  TriageHook(
      IntakeReader reader,
      TriageService triage,
      StoredResources stored,
      Assessments assessments,
      RecordCompletion completion) {
    this.assessments = assessments;
    this.reader = reader;
    this.triage = triage;
    this.stored = stored;
    this.completion = completion;
  }

  /**
   * What a call led to.
   *
   * @param answered the newest intake; empty when the record holds none
   * @param gaps the parts of the record that could not be read to their end
   * @param backProblem whether the problem list, or what is being booked or added, names a back
   *     problem
   * @param orders the orders that are being written
   */
  record Outcome(
      Optional<Answered> answered, List<Gap> gaps, boolean backProblem, List<Order> orders) {
    Outcome {
      gaps = List.copyOf(gaps);
      orders = List.copyOf(orders);
    }
  }

  /**
   * The intake of a patient and what was concluded.
   *
   * @param before the visit before, when red flags are to be shown; empty when there was none
   */
  record Answered(ReadIntake read, RecordedAssessment recorded, Optional<VisitBefore> before) {}

  /** A part of the record that was not read. */
  record Gap(String key, Prefetched.State state) {}

  /**
   * Assesses what a call is about.
   *
   * @throws PreconditionFailed if neither the call, the EHR's server nor our store says anything
   */
  Outcome assess(HookRequest sent, Caller caller) {
    var ordered = orders.of(sent);
    var request = completion.complete(sent, caller);
    var answered =
        intake(request, caller)
            .map(it -> reader.read(it, record(request), Optional.of(request.patient())))
            .map(it -> answered(it, caller));
    if (answered.isEmpty()
        && request.hook().needed().stream().noneMatch(it -> request.of(it).usable())) {
      throw new PreconditionFailed();
    }
    return new Outcome(answered, gaps(request), backProblem.isIn(problems(request)), ordered);
  }

  private Answered answered(ReadIntake read, Caller caller) {
    var recorded = triage.assess(read.visit(caller.tenant(), Route.CDS_HOOKS), read.intake());
    return new Answered(
        read,
        recorded,
        recorded.assessment().redFlags().isEmpty() ? Optional.empty() : before(read, caller));
  }

  /** Without a database nobody can tell what is new; the card says nothing of it then. */
  private Optional<VisitBefore> before(ReadIntake read, Caller caller) {
    try {
      return assessments.visitBefore(caller.tenant(), read.patient(), read.answeredAt());
    } catch (EJBException e) {
      LOG.log(Level.ERROR, "visit before not read: {0}", e.getClass().getName());
      return Optional.empty();
    }
  }

  private static List<Gap> gaps(HookRequest request) {
    var gaps = new ArrayList<Gap>();
    for (var key : request.hook().needed()) {
      if (!request.of(key).complete()) {
        gaps.add(new Gap(key, request.of(key).state()));
      }
    }
    return gaps;
  }

  private static List<Node> record(HookRequest request) {
    return request.prefetch().entrySet().stream()
        .filter(it -> !NO_RECORD.contains(it.getKey()))
        .flatMap(it -> it.getValue().resources().stream())
        .toList();
  }

  private static List<Node> problems(HookRequest request) {
    return Stream.of(
            request.of(Hook.CONDITIONS).resources(),
            Orders.resources(request.context(), "conditions"),
            Orders.resources(request.context(), "appointments"))
        .flatMap(List::stream)
        .toList();
  }

  /** The newest of the intakes that the EHR holds and those that were sent to us. */
  private Optional<Node> intake(HookRequest request, Caller caller) {
    var sent = request.of(Hook.INTAKE);
    if (!sent.search() && !sent.resources().isEmpty()) {
      return Optional.of(sent.resources().get(0));
    }
    return reader.newest(
        Stream.concat(sent.resources().stream(), ours(request, caller).stream()).toList());
  }

  private List<Node> ours(HookRequest request, Caller caller) {
    try {
      return stored
          .newestOf(caller.tenant(), "QuestionnaireResponse", request.patient().value(), STORED)
          .stream()
          .map(it -> new Node("stored", JsonBody.parse(it.json().getBytes(UTF_8)), new Faults()))
          .toList();
    } catch (EJBException e) {
      LOG.log(Level.ERROR, "stored intakes not read: {0}", e.getClass().getName());
      return List.of();
    }
  }
}
