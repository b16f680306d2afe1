package org.plumbline.web.protocol.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.TreeMap;
import org.plumbline.decision.RuleStatistics;
import org.plumbline.web.access.Callers;
import org.plumbline.web.json.Build;

/** How the rules do in a clinic: fired, shown, accepted, overridden and why, and what was found. */
@Path("rules")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class RuleResource {
  private static final Duration FOUR_WEEKS = Duration.ofDays(28);

  private RuleStatistics statistics;
  private Callers callers;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  public RuleResource() {} // required by the container

  @Inject
  public RuleResource(RuleStatistics statistics, Callers callers, Clock clock) {
    this.statistics = statistics;
    this.callers = callers;
    this.clock = clock;
  }

  /** The counts by rule; of the last four weeks unless a time is asked for. */
  @GET
  @Path("statistics")
  public JsonObject statistics(@Context UriInfo address) {
    var sought = Sought.of(address, Set.of("from", "before"));
    var before = sought.moment("before").orElseGet(clock::instant);
    var from = sought.moment("from").orElse(before.minus(FOUR_WEEKS));
    sought.check();
    var rules = Build.array();
    for (var it : statistics.of(callers.current().tenant(), from, before)) {
      var overridden = Build.object();
      new TreeMap<>(it.overridden())
          .forEach((reason, count) -> overridden.add(reason.isEmpty() ? "none" : reason, count));
      var changed = Build.object();
      new TreeMap<>(it.changed()).forEach(changed::add);
      rules.add(
          Build.object()
              .add("rule", it.rule())
              .add("fired", it.fired())
              .add("shown", it.shown())
              .add("accepted", it.accepted())
              .add("overridden", overridden)
              .add("confirmed", it.confirmed())
              .add("changed", changed)
              .add("outcomes", ends(it.ends())));
    }
    return Build.object()
        .add("from", from.toString())
        .add("before", before.toString())
        .add("rules", rules)
        .build();
  }

  /** Of those in which it is known, how many had what the red flag asks about. */
  private static JsonObjectBuilder ends(RuleStatistics.Ends it) {
    return Build.object()
        .add("told", it.told())
        .add("arrived", it.arrived())
        .add("scanned", it.scanned())
        .add("explained", it.explained())
        .add("otherSerious", it.other())
        .add("nothingSerious", it.nothing());
  }
}
