package org.plumbline.web.screen.launch;

import gg.jte.generated.precompiled.StaticTemplates;
import gg.jte.generated.precompiled.Templates;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.plumbline.web.screen.page.Answer;
import org.plumbline.web.screen.page.Assets;

/** The short pages of a launch: why it did not work, and what to do. */
@ApplicationScoped
class LaunchNotes {
  private static final Templates TEMPLATES = new StaticTemplates();

  private Assets assets;

  @SuppressWarnings("NullAway.Init")
  protected LaunchNotes() {} // required by the container

  @Inject
  LaunchNotes(Assets assets) {
    this.assets = assets;
  }

  Answer note(int status, String heading, String line) {
    return Answer.page(
        status, TEMPLATES.launchNote(assets.base(), heading, line, Optional.empty()));
  }

  /** A page whose button goes on in a tab of its own. */
  Answer openInTab(String address) {
    return Answer.page(
        TEMPLATES.launchNote(
            assets.base(),
            "Your browser keeps no cookie here",
            "Plumbline needs one to know you. In a tab of its own it works.",
            Optional.of(address)));
  }
}
