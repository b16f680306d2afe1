package org.plumbline.web.screen.clinic;

import io.nayuki.qrcodegen.QrCode;
import jakarta.ejb.EJBException;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Optional;
import org.plumbline.history.Assessments;
import org.plumbline.history.StoredAssessment;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.link.IntakeLink;
import org.plumbline.link.IntakeLinks;
import org.plumbline.link.LinkTokens;
import org.plumbline.web.access.ServerAddress;
import org.plumbline.web.intake.Reference;
import org.plumbline.web.protocol.smart.RecordWriter;
import org.plumbline.web.screen.clinic.Desk.Seat;
import org.plumbline.web.screen.page.Redirect;

/**
 * A patient: the newest assessment, or that there is none yet, and how the questions reach the
 * patient. {@code /app/patient} is the one whom the EHR has opened.
 */
@WebServlet({"/app/patient", "/app/patients/*", "/app/links", "/app/links/*"})
public class PatientsPages extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Duration LINK = Duration.ofHours(72);
  private static final Duration DEVICE = Duration.ofDays(90);
  private static final int ID = 70;

  private final transient Desk desk;
  private final transient Assessments assessments;
  private final transient IntakeLinks links;
  private final transient LinkTokens tokens;
  private final transient People people;
  private final transient RecordWriter record;
  private final transient ServerAddress address;

  @Inject
  PatientsPages(
      Desk desk,
      Assessments assessments,
      IntakeLinks links,
      LinkTokens tokens,
      People people,
      RecordWriter record,
      ServerAddress address) {
    this.desk = desk;
    this.assessments = assessments;
    this.links = links;
    this.tokens = tokens;
    this.people = people;
    this.record = record;
    this.address = address;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var clinicWide = request.getServletPath().equals("/app/links");
    var seat = desk.enter(request, response, clinicWide);
    if (seat.isEmpty()) {
      return;
    }
    try {
      if (clinicWide) {
        form(request, response, seat.get(), 200, Optional.empty());
        return;
      }
      var patient = patient(request, seat.get());
      if (patient.isEmpty()) {
        desk.missing(request, response);
        return;
      }
      desk.callers().accessed(patient.get());
      var stored = assessment(request, seat.get(), patient.get());
      if (stored.isPresent()) {
        Redirect.to(response, "/app/assessments/" + stored.get().id());
      } else {
        none(request, response, seat.get(), patient.get());
      }
    } catch (EJBException e) {
      desk.away(request, response);
    }
  }

  private static Optional<PatientReference> patient(HttpServletRequest request, Seat seat) {
    if (request.getServletPath().equals("/app/patient")) {
      return seat.patient();
    }
    return Reference.to("Patient", Desk.path(request).replaceFirst("^/", ""))
        .map(PatientReference::new)
        .filter(seat::maySee);
  }

  /** The assessment that our card was about, when it is this patient's; else the newest. */
  private Optional<StoredAssessment> assessment(
      HttpServletRequest request, Seat seat, PatientReference patient) {
    return record
        .cardAssessment(request)
        .flatMap(it -> assessments.find(seat.tenant(), it))
        .filter(it -> it.patient().equals(patient))
        .or(() -> assessments.newest(seat.tenant(), patient));
  }

  private void none(
      HttpServletRequest request, HttpServletResponse response, Seat seat, PatientReference patient)
      throws IOException {
    var model = new HashMap<String, Object>();
    model.put("frame", desk.frame("", seat));
    model.put("person", people.of(seat.tenant(), patient));
    desk.show(request, response, 200, "clinic/nointake.jte", model);
  }

  private void form(
      HttpServletRequest request,
      HttpServletResponse response,
      Seat seat,
      int status,
      Optional<String> fault)
      throws IOException {
    var model = new HashMap<String, Object>();
    model.put("frame", desk.frame("links", seat));
    model.put("fault", fault);
    desk.show(request, response, status, "clinic/links.jte", model);
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var device = Desk.path(request).equals("/device");
    var seat = desk.enter(request, response, device);
    if (seat.isEmpty()) {
      return;
    }
    if (!request.getServletPath().equals("/app/links")) {
      desk.missing(request, response);
      return;
    }
    try {
      if (device) {
        var link =
            links.add(
                seat.get().tenant(),
                new PatientReference("Kiosk/device"),
                DEVICE,
                seat.get().name());
        show(
            request,
            response,
            seat.get(),
            link,
            address.base(request) + "/kiosk/" + tokens.of(link));
        return;
      }
      var patient =
          Desk.parameter(request, "patient", ID)
              .flatMap(it -> Reference.to("Patient", it))
              .map(PatientReference::new)
              .filter(seat.get()::maySee);
      if (patient.isEmpty()) {
        form(
            request,
            response,
            seat.get(),
            422,
            Optional.of("A patient's id has 1 to 64 letters, digits, hyphens and dots."));
        return;
      }
      desk.callers().accessed(patient.get());
      var link = links.send(seat.get().tenant(), patient.get(), LINK, seat.get().name());
      var url = address.base(request) + "/intake/" + tokens.of(link);
      if (request.getParameter("now") != null) {
        Redirect.to(response, "/intake/" + tokens.of(link));
      } else {
        show(request, response, seat.get(), link, url);
      }
    } catch (EJBException e) {
      desk.away(request, response);
    }
  }

  private void show(
      HttpServletRequest request,
      HttpServletResponse response,
      Seat seat,
      IntakeLink link,
      String url)
      throws IOException {
    var model = new HashMap<String, Object>();
    var kiosk = link.patient().value().startsWith("Kiosk/");
    model.put("frame", desk.frame("links", seat));
    model.put("person", people.of(seat.tenant(), link.patient()));
    model.put("kiosk", kiosk);
    model.put("url", url);
    model.put("code", link.code());
    model.put("until", desk.moment(seat, link.expiresAt()));
    model.put("qr", path(url));
    desk.show(request, response, 200, "clinic/link.jte", model);
  }

  /** A QR code as the path of an SVG, one unit per module, with its quiet zone. */
  private static Picture path(String url) {
    var code = QrCode.encodeText(url, QrCode.Ecc.MEDIUM);
    var path = new StringBuilder();
    for (var y = 0; y < code.size; y++) {
      for (var x = 0; x < code.size; x++) {
        if (code.getModule(x, y)) {
          path.append('M').append(x + 4).append(',').append(y + 4).append("h1v1h-1z");
        }
      }
    }
    return new Picture(code.size + 8, path.toString());
  }

  /** A square picture of a path. */
  public record Picture(int size, String path) {}
}
