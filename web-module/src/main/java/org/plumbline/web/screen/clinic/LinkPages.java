package org.plumbline.web.screen.clinic;

import io.nayuki.qrcodegen.QrCode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.util.Optional;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.link.IntakeLink;
import org.plumbline.link.IntakeLinks;
import org.plumbline.link.LinkTokens;
import org.plumbline.web.access.ServerAddress;
import org.plumbline.web.intake.Reference;
import org.plumbline.web.screen.page.Answer;

/** How the questions reach a patient: by a link, or on a device of the clinic. */
@Path("links")
@RequestScoped
public class LinkPages {
  private static final Duration LINK = Duration.ofHours(72);
  private static final Duration DEVICE = Duration.ofDays(90);
  private static final int ID = 70;

  private Desk desk;
  private IntakeLinks links;
  private LinkTokens tokens;
  private People people;
  private ServerAddress address;

  @SuppressWarnings("NullAway.Init")
  public LinkPages() {} // required by the container

  @Inject
  public LinkPages(
      Desk desk, IntakeLinks links, LinkTokens tokens, People people, ServerAddress address) {
    this.desk = desk;
    this.links = links;
    this.tokens = tokens;
    this.people = people;
    this.address = address;
  }

  /** The form that asks for whom. */
  @GET
  @ClinicWide
  public Answer form(@BeanParam Call call) {
    return form(call, HttpServletResponse.SC_OK, Optional.empty());
  }

  private Answer form(Call call, int status, Optional<String> fault) {
    return Answer.page(status, Desk.TEMPLATES.clinicLinks(desk.frame("links", call.seat()), fault));
  }

  /** A link for one patient; the questions open at once when they are asked here. */
  @POST
  public Answer add(@BeanParam Call call) {
    var seat = call.seat();
    var patient =
        call.sent()
            .text("patient", ID)
            .flatMap(it -> Reference.to("Patient", it))
            .map(PatientReference::new)
            .filter(seat::maySee);
    if (patient.isEmpty()) {
      return form(
          call,
          Desk.UNPROCESSABLE,
          Optional.of("A patient's id has 1 to 64 letters, digits, hyphens and dots."));
    }
    desk.callers().accessed(patient.get());
    var link = links.send(seat.tenant(), patient.get(), LINK, seat.name());
    var path = "/intake/" + tokens.of(link);
    return call.sent().has("now")
        ? Answer.to(path)
        : shown(call, link, address.base(call.request()) + path);
  }

  /** A device that patients share: it asks for the code of each. */
  @POST
  @Path("device")
  @ClinicWide
  public Answer device(@BeanParam Call call) {
    var link =
        links.add(
            call.seat().tenant(), new PatientReference("Kiosk/device"), DEVICE, call.seat().name());
    return shown(call, link, address.base(call.request()) + "/kiosk/" + tokens.of(link));
  }

  private Answer shown(Call call, IntakeLink link, String url) {
    var seat = call.seat();
    return Answer.page(
        Desk.TEMPLATES.clinicLink(
            desk.frame("links", seat),
            people.of(seat.tenant(), link.patient()),
            link.patient().value().startsWith("Kiosk/"),
            url,
            link.code(),
            desk.moment(seat, link.expiresAt()),
            Picture.of(url)));
  }

  /** A square picture: a path in units of one module. */
  public record Picture(int size, String path) {
    /** The white edge that a camera needs. */
    private static final int QUIET = 4;

    /** A QR code of an address. */
    static Picture of(String url) {
      var code = QrCode.encodeText(url, QrCode.Ecc.MEDIUM);
      var path = new StringBuilder();
      for (var y = 0; y < code.size; y++) {
        for (var x = 0; x < code.size; x++) {
          if (code.getModule(x, y)) {
            path.append('M').append(x + QUIET).append(',').append(y + QUIET).append("h1v1h-1z");
          }
        }
      }
      return new Picture(code.size + 2 * QUIET, path.toString());
    }
  }
}
