package org.plumbline.web.outbound;

import java.net.URI;
import org.plumbline.kb.wording.Language;

/** What is written to a patient; the pages have the words, and none of them is a clinical one. */
public interface ReminderWords {
  /** The subject of a message. */
  String subject(Language language);

  /** Its text, which asks to open the link. */
  String text(Language language, URI link);
}
