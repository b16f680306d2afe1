package org.plumbline.web.screen.patient;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import org.plumbline.kb.wording.Language;
import org.plumbline.web.outbound.ReminderWords;
import org.plumbline.web.screen.page.Messages;

/** The words of a reminder, beside those of the pages. */
@ApplicationScoped
class PatientWords implements ReminderWords {
  @Override
  public String subject(Language language) {
    return Messages.in(language).of("reminder.subject");
  }

  @Override
  public String text(Language language, URI link) {
    return Messages.in(language).of("reminder.text", link);
  }
}
