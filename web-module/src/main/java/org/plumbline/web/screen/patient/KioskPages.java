package org.plumbline.web.screen.patient;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Locale;
import org.plumbline.link.IntakeLinks;
import org.plumbline.link.LinkTokens;
import org.plumbline.web.screen.page.Answer;

/** A shared device of a clinic: the code that the reception gave opens the patient's questions. */
@Path("{device}")
@RequestScoped
public class KioskPages {
  private IntakeLinks links;
  private LinkTokens tokens;
  private PatientPages pages;

  @SuppressWarnings("NullAway.Init")
  public KioskPages() {} // required by the container

  @Inject
  public KioskPages(IntakeLinks links, LinkTokens tokens, PatientPages pages) {
    this.links = links;
    this.tokens = tokens;
    this.pages = pages;
  }

  /** Asks for a code. */
  @GET
  public Answer ask(@BeanParam LinkCall call, @PathParam("device") String device) {
    return pages.kiosk(call.request(), "/kiosk/" + device, false);
  }

  /** Opens the questions of a code. */
  @POST
  public Answer open(@BeanParam LinkCall call, @PathParam("device") String device) {
    var code =
        call.sent().raw("code").orElse("").replaceAll("[^A-Za-z0-9]", "").toUpperCase(Locale.ROOT);
    return links
        .ofCode(call.link().tenant(), code)
        .filter(it -> !LinkGuests.isKiosk(it))
        .map(it -> Answer.to("/intake/" + tokens.of(it) + "?kiosk=" + device))
        .orElseGet(() -> pages.kiosk(call.request(), "/kiosk/" + device, true));
  }
}
