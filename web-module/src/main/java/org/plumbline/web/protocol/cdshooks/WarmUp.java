package org.plumbline.web.protocol.cdshooks;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.plumbline.client.Tenant;
import org.plumbline.history.Visit.Route;
import org.plumbline.kb.fact.Fact;
import org.plumbline.triage.TriageService;
import org.plumbline.web.document.CardWriter;
import org.plumbline.web.document.CardWriter.Place;
import org.plumbline.web.document.Hook;
import org.plumbline.web.document.Outcome;
import org.plumbline.web.document.Outcome.Answered;
import org.plumbline.web.intake.IntakeReader;
import org.plumbline.web.json.Build;

/**
 * Answers calls about nobody while the server starts, so that the first patient does not wait for
 * what is done once. The server is not ready before that.
 */
@ApplicationScoped
public class WarmUp {
  private static final Logger LOG = System.getLogger(WarmUp.class.getName());
  private static final int CALLS = 300;

  private IntakeReader reader;
  private TriageService triage;
  private CardWriter cards;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected WarmUp() {} // required by the container

  @Inject
  WarmUp(IntakeReader reader, TriageService triage, CardWriter cards, Clock clock) {
    this.reader = reader;
    this.triage = triage;
    this.cards = cards;
    this.clock = clock;
  }

  void warmUp(@Observes Startup startup, BeanManager beans) {
    create(beans);
    var body = call();
    for (var i = 0; i < CALLS; i++) {
      answer(HookRequest.read(body));
    }
    LOG.log(Level.INFO, "warm after {0} rehearsed calls", CALLS);
  }

  /** Each bean that lives as long as the server is made now, and not within the first call. */
  private static void create(BeanManager beans) {
    for (var bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
      var type = bean.getBeanClass();
      if (bean.getScope() == ApplicationScoped.class
          && type.getPackageName().startsWith("org.plumbline")
          && bean.getTypes().contains(type)) {
        // A reference is a proxy; the bean behind it is made when it is first called.
        var made = beans.getReference(bean, type, beans.createCreationalContext(bean)).toString();
        LOG.log(Level.TRACE, made);
      }
    }
  }

  private void answer(HookRequest request) {
    var read =
        reader.read(
            request.of(Hook.INTAKE).resources().get(0), List.of(), Optional.of(request.patient()));
    var recorded = triage.rehearse(read.visit(Tenant.DEMO, Route.CDS_HOOKS), read.intake());
    var written =
        cards.write(
            new Outcome(
                Optional.of(new Answered(read, recorded, Optional.empty())),
                List.of(),
                false,
                List.of()),
            new Place(request.hook(), request.patient(), false, "", true));
    if (written.isEmpty()) {
      throw new IllegalStateException("an intake without answers must give a card");
    }
  }

  /**
   * A call whose intake answers every question of the core with no, so that it is as large as those
   * that come.
   */
  private byte[] call() {
    var items = Build.array();
    for (var fact : Fact.GROUPS.getOrDefault("core", List.of())) {
      var no =
          Build.object()
              .add("system", "http://terminology.hl7.org/CodeSystem/v2-0136")
              .add("code", "N");
      items.add(
          Build.object()
              .add("linkId", fact.code())
              .add("answer", Build.array().add(Build.object().add("valueCoding", no))));
    }
    var response =
        Build.object()
            .add("resourceType", "QuestionnaireResponse")
            .add("questionnaire", reader.form().canonical())
            .add("status", "completed")
            .add("subject", Build.object().add("reference", "Patient/nobody"))
            .add("authored", clock.instant().toString())
            .add("item", items);
    var call =
        Build.object()
            .add("hook", Hook.PATIENT_VIEW.code())
            .add("hookInstance", "00000000-0000-0000-0000-000000000000")
            .add(
                "context",
                Build.object().add("userId", "Practitioner/nobody").add("patientId", "nobody"))
            .add("prefetch", Build.object().add(Hook.INTAKE, response));
    return call.build().toString().getBytes(StandardCharsets.UTF_8);
  }
}
