package org.plumbline.web.protocol.cdshooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.plumbline.database.FaultLog;
import org.plumbline.history.Visit.Route;
import org.plumbline.history.VisitBefore;
import org.plumbline.history.VisitsBefore;
import org.plumbline.resource.StoredResources;
import org.plumbline.triage.TriageService;
import org.plumbline.web.access.Caller;
import org.plumbline.web.document.Hook;
import org.plumbline.web.document.Outcome;
import org.plumbline.web.document.Outcome.Answered;
import org.plumbline.web.document.Outcome.Gap;
import org.plumbline.web.document.Outcome.State;
import org.plumbline.web.intake.BackProblem;
import org.plumbline.web.intake.Faults;
import org.plumbline.web.intake.IntakeReader;
import org.plumbline.web.intake.IntakeRefused;
import org.plumbline.web.intake.JsonBody;
import org.plumbline.web.intake.Node;
import org.plumbline.web.intake.OtherIntakes;
import org.plumbline.web.intake.ReadIntake;
import org.plumbline.web.json.Build;

/** Finds the intake in a call, in the EHR or in our store, and has it assessed. */
@ApplicationScoped
public class TriageHook {
  private static final Logger LOG = System.getLogger(TriageHook.class.getName());
  private static final FaultLog FAULTS = FaultLog.of(TriageHook.class);
  private static final int STORED = 5;
  private static final Set<String> NO_RECORD = Set.of(Hook.INTAKE, Hook.ENCOUNTER, Hook.ORDERS);

  private final BackProblem backProblem = BackProblem.load();
  private final Orders orders = new Orders();
  private IntakeReader reader;
  private TriageService triage;
  private StoredResources stored;
  private VisitsBefore visits;
  private RecordCompletion completion;
  private OtherIntakes others;
  private Weighing weighing;

  @SuppressWarnings("NullAway.Init")
  protected TriageHook() {} // required by the container

  @Inject
  TriageHook(
      IntakeReader reader,
      TriageService triage,
      StoredResources stored,
      VisitsBefore visits,
      RecordCompletion completion,
      OtherIntakes others) {
    this.others = others;
    this.visits = visits;
    this.weighing = new Weighing(others, triage);
    this.reader = reader;
    this.triage = triage;
    this.stored = stored;
    this.completion = completion;
  }

  /**
   * Assesses what a call is about.
   *
   * @throws PreconditionFailed if neither the call, the EHR's server nor our store says anything
   */
  Outcome assess(HookRequest sent, Caller caller) {
    return assess(sent, complete(sent, caller), caller);
  }

  /** The call with what the EHR's server knows beside it; that may take a second. */
  HookRequest complete(HookRequest sent, Caller caller) {
    return completion.complete(sent, caller);
  }

  /** Assesses a call that was completed; asks the database and nobody else. */
  Outcome assess(HookRequest sent, HookRequest request, Caller caller) {
    var ordered = orders.of(request);
    var sentOrStored = intakes(request, caller);
    var intakes =
        sentOrStored.stream().filter(it -> !reader.isOfAnother(it, request.patient())).toList();
    var newest = newest(intakes, request);
    var found =
        others.record(
            intakes.stream().filter(it -> newest.map(n -> n.node() != it).orElse(true)).toList(),
            record(request),
            request.patient(),
            caller.tenant(),
            Route.CDS_HOOKS);
    var answered = newest.map(it -> recorded(it.read(), caller));
    var staying = weighing.staying(found, answered, request, caller);
    if (sentOrStored.isEmpty() && staying.isEmpty() && nothingIsKnown(request)) {
      throw new PreconditionFailed();
    }
    var main = weighing.gravest(answered, staying, caller);
    var gaps = new Gaps(request);
    newest.ifPresent(it -> gaps.add(it.read().missed()));
    gaps.add(found.missed());
    gaps.addIf(
        found.unread() || (main.isEmpty() && !(staying.isEmpty() && intakes.isEmpty())),
        new Gap(Hook.INTAKE, State.UNREADABLE));
    gaps.addIf(isOfOtherForm(request.of(Hook.INTAKE)), new Gap(Hook.INTAKE, State.OTHER_FORM));
    gaps.addIf(intakes.size() < sentOrStored.size(), new Gap("an intake", State.PASSED_OVER));
    gaps.addIf(ordered.passedOver(), new Gap("an order", State.PASSED_OVER));
    return new Outcome(
        main.map(it -> seenAgainst(it, caller)),
        gaps.all(),
        backProblem.isIn(problems(request)),
        ordered.orders(),
        weighing.beside(main, answered, staying, found));
  }

  /** Nothing was sent that can be read, nor anything that somebody should know cannot be. */
  private static boolean nothingIsKnown(HookRequest request) {
    return request.hook().needed().stream()
        .map(request::of)
        .noneMatch(it -> it.usable() || it.state() == State.UNREAD);
  }

  /** The intake in force, or else the newest, as it was sent and as it was read. */
  private record Newest(Node node, ReadIntake read) {}

  /** One that cannot be read hides none that can. */
  private Optional<Newest> newest(List<Node> intakes, HookRequest request) {
    for (var it : others.inForceFirst(intakes)) {
      try {
        return Optional.of(new Newest(it, others.read(it, record(request), request.patient())));
      } catch (IntakeRefused e) {
        LOG.log(Level.WARNING, "an intake was not read: {0} faults", e.faults().size());
      }
    }
    return Optional.empty();
  }

  private Answered recorded(ReadIntake read, Caller caller) {
    var recorded = triage.assess(read.visit(caller.tenant(), Route.CDS_HOOKS), read.intake());
    return new Answered(read, recorded, Optional.empty());
  }

  private Answered seenAgainst(Answered it, Caller caller) {
    return it.recorded().assessment().redFlags().isEmpty()
        ? it
        : new Answered(it.read(), it.recorded(), before(it.read(), caller));
  }

  /** Without a database nobody can tell what is new; the card says nothing of it then. */
  private Optional<VisitBefore> before(ReadIntake read, Caller caller) {
    try {
      return visits.before(caller.tenant(), read.patient(), read.answeredAt());
    } catch (EJBException e) {
      FAULTS.undone("visit before not read", e);
      return Optional.empty();
    }
  }

  /** One that was sent alone is meant for us, whatever it says. */
  private boolean isOfOtherForm(Prefetched sent) {
    return sent.search()
        ? sent.resources().stream().anyMatch(reader::isStrange)
        : !sent.resources().stream().allMatch(reader::isOurs);
  }

  private static List<Node> record(HookRequest request) {
    return Stream.concat(
            request.prefetch().entrySet().stream()
                .filter(it -> !NO_RECORD.contains(it.getKey()))
                .flatMap(it -> it.getValue().resources().stream()),
            request.hook().recordBundles().stream()
                .flatMap(it -> Orders.resources(request.context(), it).stream())
                .map(TriageHook::asRecorded))
        .toList();
  }

  /** What is refilled is a draft of something that is taken already. */
  private static Node asRecorded(Node resource) {
    return resource.text("resourceType").equals(Optional.of("MedicationRequest"))
        ? new Node(
            resource.path(),
            Build.object(resource.json()).add("status", "active").build(),
            resource.faults())
        : resource;
  }

  private static List<Node> problems(HookRequest request) {
    return Stream.of(
            request.of(Hook.CONDITIONS).resources(),
            Orders.resources(request.context(), "conditions"),
            Orders.resources(request.context(), "appointments"))
        .flatMap(List::stream)
        .toList();
  }

  /** The intakes that the EHR holds and those that were sent to us, the newest first. */
  private List<Node> intakes(HookRequest request, Caller caller) {
    return reader.ours(
        Stream.concat(request.of(Hook.INTAKE).resources().stream(), ours(request, caller).stream())
            .toList());
  }

  private List<Node> ours(HookRequest request, Caller caller) {
    try {
      return stored
          .newestOf(caller.tenant(), "QuestionnaireResponse", request.patient(), STORED)
          .stream()
          .map(it -> new Node("stored", JsonBody.parse(it.json().getBytes(UTF_8)), new Faults()))
          .toList();
    } catch (EJBException e) {
      FAULTS.undone("stored intakes not read", e);
      return List.of();
    }
  }
}
