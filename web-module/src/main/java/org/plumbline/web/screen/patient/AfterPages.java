package org.plumbline.web.screen.patient;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Map;
import java.util.Optional;
import org.plumbline.contact.Contact.Channel;
import org.plumbline.diary.DiaryEntry.Trained;
import org.plumbline.followup.FollowUp;
import org.plumbline.web.document.CalendarFile;
import org.plumbline.web.screen.page.Answer;
import org.plumbline.web.screen.page.Messages;
import org.plumbline.web.screen.patient.PatientPages.Place;

/** What a patient does under the link after the result. On a shared device there is none of it. */
@Path("{token}/after")
@RequestScoped
public class AfterPages {
  private static final int ADDRESS = 254;

  private PatientPages pages;
  private Aftercare aftercare;
  private Submission submission;

  @SuppressWarnings("NullAway.Init")
  public AfterPages() {} // required by the container

  @Inject
  public AfterPages(PatientPages pages, Aftercare aftercare, Submission submission) {
    this.pages = pages;
    this.aftercare = aftercare;
    this.submission = submission;
  }

  /** Begins the questions again, when there is something new. */
  @POST
  @Path("anew")
  public Answer anew(@BeanParam LinkCall call, @PathParam("token") String token) {
    return finished(call, token).map(aftercare::anew).orElseGet(() -> back(token, ""));
  }

  /** Notes how today was. */
  @POST
  @Path("diary")
  public Answer note(@BeanParam LinkCall call, @PathParam("token") String token) {
    var pain = call.sent().raw("pain").filter(it -> it.matches("\\d|10")).map(Integer::valueOf);
    var trained = call.sent().raw("trained").flatMap(Trained::of);
    if (finished(call, token).isPresent() && pain.isPresent() && trained.isPresent()) {
      aftercare.note(call.link(), pain.get(), trained.get());
    }
    return back(token, "#diary");
  }

  /** Keeps where the patient wants to be reminded, or forgets it. */
  @POST
  @Path("contact")
  public Answer contact(@BeanParam LinkCall call, @PathParam("token") String token) {
    var place = finished(call, token);
    var sent = call.sent();
    if (place.isPresent() && sent.has("stop")) {
      aftercare.remindNoMore(call.link());
      return back(token, "#reminders");
    }
    var channel = sent.raw("channel").flatMap(Channel::of);
    var typed = sent.text("address", ADDRESS);
    var kept =
        place.isPresent()
            && channel.isPresent()
            && typed.isPresent()
            && sent.has("agree")
            && aftercare.remind(place.get(), channel.get(), typed.get());
    return back(token, kept ? "#reminders" : "?reminders=wrong#reminders");
  }

  /** The next look again, for the patient's own calendar; no clinical word stands in it. */
  @GET
  @Path("next.ics")
  public Answer next(@BeanParam LinkCall call, @PathParam("token") String token) {
    return finished(call, token)
        .flatMap(place -> aftercare.look(place.link()).map(look -> calendar(place, look)))
        .orElseGet(() -> pages.fault(call.request(), HttpServletResponse.SC_NOT_FOUND));
  }

  private Answer calendar(Place place, FollowUp look) {
    var words = Messages.in(place.language());
    var file =
        CalendarFile.of(
            look.id(),
            new CalendarFile.When(aftercare.byDay(look, place.link()), submission.now()),
            new CalendarFile.What(
                words.of("after.calendar.summary", pages.clinic().name()),
                new CalendarFile.Details(words.of("after.calendar.details"))));
    return new Answer(
        HttpServletResponse.SC_OK,
        Map.of(
            "Content-Type",
            "text/calendar;charset=UTF-8",
            "Content-Disposition",
            "attachment; filename=\"next.ics\""),
        Optional.of(() -> file.getBytes(UTF_8)));
  }

  private Optional<Place> finished(LinkCall call, String token) {
    var answers = Answers.of(call.link().answers());
    var place = pages.place(call, token, answers, "language");
    return call.link().finishedAt().isPresent()
            && !answers.shared()
            && place.kiosk().isEmpty()
            && !LinkGuests.isKiosk(call.link())
        ? Optional.of(place)
        : Optional.empty();
  }

  private static Answer back(String token, String where) {
    return Answer.to("/intake/" + token + where);
  }
}
