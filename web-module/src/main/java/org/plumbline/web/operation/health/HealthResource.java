package org.plumbline.web.operation.health;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import org.plumbline.database.Condition;
import org.plumbline.database.DatabaseWatch;
import org.plumbline.governance.Alarms;
import org.plumbline.governance.Alarms.Alarm;
import org.plumbline.history.Journal;
import org.plumbline.kb.evidence.Library;
import org.plumbline.web.json.Build;

/** Health on the port of the product, for load balancers that do not see the management port. */
@Path("health")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {
  private Alarms alarms;
  private Journal journal;

  @SuppressWarnings("NullAway.Init")
  public HealthResource() {} // required by the container

  @Inject
  public HealthResource(Alarms alarms, Journal journal) {
    this.journal = journal;
    this.alarms = alarms;
  }

  /** The process answers. */
  @GET
  @Path("live")
  public JsonObject live() {
    return Build.object().add("status", "UP").build();
  }

  /**
   * The knowledge base is loaded and warm: the server answers only after that. While the database
   * does not answer, or takes no writes, it answers and does not record; {@code database} says why,
   * {@code journal} how many assessments wait to be recorded, and {@code journalRefused} how many
   * cannot be. It is degraded too while there is such a one or an alarm is open; a load balancer
   * sends calls all the same, as the status is 200.
   */
  @GET
  @Path("ready")
  public JsonObject ready() {
    var condition = DatabaseWatch.ofThisNode().condition();
    var recording = condition == Condition.ANSWERS;
    var open = open(condition);
    var refused = journal.refused();
    var wrong = Build.array();
    for (var it : open) {
      wrong.add(
          Build.object()
              .add("kind", it.kind().name().toLowerCase(Locale.ROOT))
              .add("subject", it.subject())
              .add("raisedAt", it.raisedAt().toString()));
    }
    return answer(open.isEmpty() && refused == 0, recording, wrong)
        .add("database", condition.code())
        .add("journal", journal.count())
        .add("journalRefused", refused)
        .build();
  }

  /** What is said while nobody knows. */
  static JsonObject unknown() {
    return answer(false, false, Build.array()).build();
  }

  private static JsonObjectBuilder answer(
      boolean well, boolean recording, JsonArrayBuilder alarms) {
    return Build.object()
        .add("status", well && recording ? "UP" : "DEGRADED")
        .add("knowledge", Library.VERSION)
        .add("recording", recording)
        .add("alarms", alarms);
  }

  /** What is known of alarms; while the database does not answer, that is told instead. */
  private List<Alarm> open(Condition condition) {
    try {
      return condition == Condition.ANSWERS ? alarms.open() : List.of();
    } catch (EJBException databaseAway) {
      return List.of();
    }
  }
}
