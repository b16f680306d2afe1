package org.plumbline.web.protocol.cdshooks;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.plumbline.database.FaultLog;
import org.plumbline.database.Together;
import org.plumbline.feedback.Cards;
import org.plumbline.feedback.ShownCard;
import org.plumbline.web.access.BoundedBody;
import org.plumbline.web.access.Caller;
import org.plumbline.web.access.Callers;
import org.plumbline.web.access.ServerAddress;
import org.plumbline.web.document.Card;
import org.plumbline.web.document.CardWriter;
import org.plumbline.web.document.CardWriter.Place;
import org.plumbline.web.document.Outcome;
import org.plumbline.web.intake.JsonBody;
import org.plumbline.web.intake.RecordedIn;
import org.plumbline.web.json.Build;

/** CDS Hooks: which services there are, the call of one, and what became of its cards. */
@Path("")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class HookResource {
  private static final FaultLog FAULTS = FaultLog.of(HookResource.class);
  private static final int FRESH_SECONDS = 300;

  private TriageHook triage;
  private CardWriter writer;
  private Cards cards;
  private Callers callers;
  private ServerAddress address;
  private Together together;

  @SuppressWarnings("NullAway.Init")
  public HookResource() {} // required by the container

  @Inject
  public HookResource(
      TriageHook triage,
      CardWriter writer,
      Cards cards,
      Callers callers,
      ServerAddress address,
      Together together) {
    this.together = together;
    this.triage = triage;
    this.writer = writer;
    this.cards = cards;
    this.callers = callers;
    this.address = address;
  }

  /** The services; unchanged ones need not be sent again. */
  @GET
  public Response discovery(@Context Request request) {
    var tag = new EntityTag(Discovery.tag());
    var unchanged = request.evaluatePreconditions(tag);
    var response = unchanged == null ? Response.ok(Discovery.json()).tag(tag) : unchanged;
    var cache = new CacheControl();
    cache.setMaxAge(FRESH_SECONDS);
    return response.cacheControl(cache).build();
  }

  /**
   * One call. See <a href="https://cds-hooks.hl7.org/2.0/#calling-a-cds-service">Calling a CDS
   * Service</a>.
   */
  @POST
  @Path("{service}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response call(
      @PathParam("service") String service, InputStream body, @Context HttpServletRequest http)
      throws IOException {
    requireKnown(service);
    var caller = callers.current();
    var request = HookRequest.read(BoundedBody.read(body, JsonBody.MAX_BYTES_WITH_RECORD));
    callers.accessed(request.patient());
    var smart =
        caller.client().map(it -> it.smartClientId().isPresent()).orElse(true)
            && !request.forPatient();
    var place =
        new Place(
            request.hook(), request.patient(), request.forPatient(), address.base(http), smart);
    var completed = triage.complete(request, caller);
    var told = together.orApart(() -> tell(request, completed, place, caller));
    var response = Response.ok(json(told.card()));
    told.outcome()
        .answered()
        .flatMap(it -> it.recorded().id())
        .ifPresent(id -> response.header(RecordedIn.HEADER, id));
    return response.build();
  }

  /** What a call is answered. */
  private record Told(Outcome outcome, Optional<Card> card) {}

  private Told tell(HookRequest request, HookRequest completed, Place place, Caller caller) {
    var outcome = triage.assess(request, completed, caller);
    return new Told(
        outcome, writer.write(outcome, place).filter(it -> mayBeShown(it, outcome, place, caller)));
  }

  private static JsonObject json(Optional<Card> card) {
    var written = Build.array();
    card.map(Card::json).ifPresent(written::add);
    return Build.object().add("cards", written).build();
  }

  /** A card that a clinician has settled is not shown again. When nobody can tell, it is shown. */
  private boolean mayBeShown(Card card, Outcome outcome, Place place, Caller caller) {
    try {
      return cards.offer(
          new ShownCard(
              caller.tenant(),
              card.id(),
              place.patient(),
              outcome.assessments(),
              new ShownCard.Face(
                  place.hook().code(), card.rules(), card.indicator().code(), card.suggestions())));
    } catch (EJBException e) {
      FAULTS.undone("card not recorded", e);
      return true;
    }
  }

  /**
   * What clinicians did with cards. See <a
   * href="https://cds-hooks.hl7.org/2.0/#feedback">Feedback</a>.
   */
  @POST
  @Path("{service}/feedback")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response feedback(@PathParam("service") String service, InputStream body)
      throws IOException {
    requireKnown(service);
    cards.add(FeedbackReader.read(BoundedBody.read(body), callers.current().tenant()));
    return Response.ok().build();
  }

  private static void requireKnown(String service) {
    if (!Discovery.knows(service)) {
      throw new NotFoundException();
    }
  }
}
