package org.plumbline.web.screen.patient;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.plumbline.kb.Handover;
import org.plumbline.kb.advice.Instruction;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.wording.Glossary;
import org.plumbline.kb.wording.Language;
import org.plumbline.kb.wording.Wording;
import org.plumbline.web.document.Address;

/**
 * What is told at the tap of a sign of danger, in a language.
 *
 * @param alone by linkId where a yes to a question leads alone
 * @param told puts in the number that is called
 */
record ToldSigns(
    StopSigns signs, Map<String, Handover> alone, Function<Wording, String> told, Language language)
    implements StepPage.Stops {
  @Override
  public Optional<Urgency> urgency(String linkId) {
    return signs.of(linkId).map(StopSigns.StopSign::urgency);
  }

  @Override
  public String told(Urgency urgency) {
    return told.apply(Instruction.of(urgency).wording());
  }

  @Override
  public Address address(String linkId) {
    return Address.of(handover(linkId), told);
  }

  @Override
  public String said(String linkId) {
    return Glossary.said(Fact.of(linkId).orElseThrow(), Presence.PRESENT)
        .map(it -> Glossary.capital(it.in(language)))
        .orElse("");
  }

  @Override
  public String please(String linkId) {
    return handover(linkId).destination().map(it -> it.please().in(language)).orElse("");
  }

  private Handover handover(String linkId) {
    return requireNonNull(alone.get(linkId), linkId);
  }
}
