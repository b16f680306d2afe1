package org.plumbline.web.operation.health;

import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import org.plumbline.followup.FollowUps;
import org.plumbline.governance.Alarms;
import org.plumbline.history.Journal;

/** What this node counted, in Prometheus text. */
@Path("metrics")
@RequestScoped
public class MetricsResource {
  /** A follow-up that was due longer ago than this is late. */
  private static final Duration LATE = Duration.ofHours(1);

  private static final Gauge FOLLOW_UPS =
      Gauge.builder()
          .name("plumbline_follow_ups")
          .help("Open follow-ups of all clinics, by state; late are those due for over an hour")
          .labelNames("state")
          .register();

  private static final Gauge ALARMS =
      Gauge.builder()
          .name("plumbline_alarms")
          .help("Open alarms about the knowledge, by kind")
          .labelNames("kind")
          .register();

  private static final Gauge RECORDING =
      Gauge.builder()
          .name("plumbline_recording")
          .help("1 while the database answers, 0 while answers are not recorded")
          .register();

  private static final Gauge JOURNAL =
      Gauge.builder()
          .name("plumbline_journal")
          .help("Assessments in the journal of this node: waiting, or refused and set aside")
          .labelNames("state")
          .register();

  private FollowUps followUps;
  private Alarms alarms;
  private Clock clock;
  private Journal journal;

  @SuppressWarnings("NullAway.Init")
  public MetricsResource() {} // required by the container

  @Inject
  public MetricsResource(FollowUps followUps, Alarms alarms, Clock clock, Journal journal) {
    this.journal = journal;
    this.followUps = followUps;
    this.alarms = alarms;
    this.clock = clock;
  }

  /** The metrics. */
  @GET
  @Produces("text/plain;version=0.0.4;charset=UTF-8")
  public byte[] read() throws IOException {
    look();
    var out = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create().write(out, PrometheusRegistry.defaultRegistry.scrape());
    return out.toByteArray();
  }

  private void look() {
    JOURNAL.labelValues("waiting").set(journal.count());
    JOURNAL.labelValues("refused").set(journal.refused());
    try {
      var backlog = followUps.backlog(clock.instant().minus(LATE));
      FOLLOW_UPS.labelValues("scheduled").set(backlog.scheduled());
      FOLLOW_UPS.labelValues("due").set(backlog.due());
      FOLLOW_UPS.labelValues("escalated").set(backlog.escalated());
      FOLLOW_UPS.labelValues("late").set(backlog.late());
      var open = alarms.open();
      Stream.of(Alarms.Kind.values())
          .forEach(
              kind ->
                  ALARMS
                      .labelValues(kind.name().toLowerCase(Locale.ROOT))
                      .set(open.stream().filter(it -> it.kind() == kind).count()));
      RECORDING.set(1);
    } catch (EJBException databaseAway) {
      RECORDING.set(0);
    }
  }
}
