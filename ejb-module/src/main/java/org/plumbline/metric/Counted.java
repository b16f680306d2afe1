package org.plumbline.metric;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;

/** The counters of this node, in the registry that is served in Prometheus text. */
public final class Counted {
  /** Assessments by the code of their disposition. */
  public static final Counter ASSESSMENTS =
      Counter.builder()
          .name("plumbline_assessments_total")
          .help("Assessments by disposition")
          .labelNames("disposition")
          .register();

  /** Red flags by rule. */
  public static final Counter RULES =
      Counter.builder()
          .name("plumbline_rule_firings_total")
          .help("Red flags that fired, by rule")
          .labelNames("rule")
          .register();

  /** Answers that could not be recorded. */
  public static final Counter NOT_RECORDED =
      Counter.builder()
          .name("plumbline_not_recorded_total")
          .help("Assessments that were answered and could not be recorded")
          .register();

  /** Of those, the ones that must not be lost and could not be kept on this node either. */
  public static final Counter NOT_KEPT =
      Counter.builder()
          .name("plumbline_not_kept_total")
          .help(
              "Assessments, same-day or graver, that could neither be recorded nor kept in the journal")
          .register();

  /** Assessments that the journal kept and that are recorded now. */
  public static final Counter RECORDED_LATE =
      Counter.builder()
          .name("plumbline_recorded_late_total")
          .help("Assessments of the journal that were recorded when the database was back")
          .register();

  /** Accesses that could not be audited. */
  public static final Counter NOT_AUDITED =
      Counter.builder()
          .name("plumbline_not_audited_total")
          .help("Accesses that were answered and could not be audited")
          .register();

  /** Requests by the part of the API and the class of the status. */
  public static final Counter REQUESTS =
      Counter.builder()
          .name("plumbline_requests_total")
          .help("Requests by part of the API and status")
          .labelNames("part", "status")
          .register();

  /** Seconds until the answer, by part of the API. */
  public static final Histogram SECONDS =
      Histogram.builder()
          .name("plumbline_request_seconds")
          .help("Seconds until a request was answered, by part of the API")
          .labelNames("part")
          .classicUpperBounds(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5)
          .classicOnly()
          .register();

  /** Tokens that were refused. */
  public static final Counter TOKENS_REFUSED =
      Counter.builder()
          .name("plumbline_tokens_refused_total")
          .help("Tokens that were refused")
          .register();

  /** Tries to send a message, by client and what came of it. */
  public static final Counter MESSAGES =
      Counter.builder()
          .name("plumbline_message_tries_total")
          .help("Tries to send a message to a client, by what came of it")
          .labelNames("client", "outcome")
          .register();

  /** Messages that wait, by client. */
  public static final Gauge MESSAGES_WAITING =
      Gauge.builder()
          .name("plumbline_messages_waiting")
          .help("Messages that wait to be sent, by client")
          .labelNames("client")
          .register();

  /** How long the oldest message has waited, by client, in seconds. */
  public static final Gauge OLDEST_MESSAGE =
      Gauge.builder()
          .name("plumbline_oldest_message_seconds")
          .help("Seconds that the oldest message has waited, by client")
          .labelNames("client")
          .register();

  /** Calls that were answered before anybody looked at them, by why. */
  public static final Counter TURNED_AWAY =
      Counter.builder()
          .name("plumbline_turned_away_total")
          .help("Calls that were answered before anybody looked at them, by why")
          .labelNames("why")
          .register();

  private Counted() {}
}
