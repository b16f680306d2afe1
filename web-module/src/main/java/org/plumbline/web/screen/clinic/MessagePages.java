package org.plumbline.web.screen.clinic;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.plumbline.history.AssessmentId;
import org.plumbline.outbox.Message;
import org.plumbline.outbox.Message.Kind;
import org.plumbline.outbox.Message.State;
import org.plumbline.outbox.Outbox;
import org.plumbline.outbox.Unsent;
import org.plumbline.web.screen.clinic.Desk.Seat;
import org.plumbline.web.screen.page.Answer;

/** What of the clinic has not arrived at other systems and why; try it again, or give it up. */
@Path("messages")
@ClinicWide
@RequestScoped
public class MessagePages {
  private static final int MOST = 200;
  private static final int ID = 40;

  private Desk desk;
  private Outbox outbox;

  @SuppressWarnings("NullAway.Init")
  public MessagePages() {} // required by the container

  @Inject
  public MessagePages(Desk desk, Outbox outbox) {
    this.desk = desk;
    this.outbox = outbox;
  }

  /**
   * A message as it is listed; what is in it is not shown.
   *
   * @param about the address of what it is about; empty when that has no page
   * @param why what came of the last try
   * @param next when it is tried next; empty when it was given up
   */
  public record Line(
      String id,
      String what,
      Optional<String> about,
      String since,
      int tries,
      String why,
      Optional<String> next) {}

  /** What one client has not got. */
  public record Receiver(String client, List<Line> lines) {}

  /** What has not arrived, by whom it is for. */
  @GET
  public Answer list(@BeanParam Call call) {
    var unsent = outbox.unsent(call.seat().tenant(), MOST);
    return Answer.page(
        Desk.TEMPLATES.clinicMessages(
            desk.frame("messages", call.seat()),
            receivers(call.seat(), unsent),
            unsent.size() == MOST));
  }

  private List<Receiver> receivers(Seat seat, List<Unsent> unsent) {
    var now = desk.now();
    return unsent.stream()
        .collect(Collectors.groupingBy(it -> it.message().client()))
        .entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            it ->
                new Receiver(
                    it.getKey(),
                    it.getValue().stream()
                        .map(of -> line(of, desk.moment(seat, of.message().createdAt()), now))
                        .toList()))
        .toList();
  }

  static Line line(Unsent unsent, String since, Instant now) {
    var message = unsent.message();
    return new Line(
        message.id().toString(),
        message.kind() == Kind.WEBHOOK ? "Webhook" : "Resource for the record",
        about(message),
        since,
        message.attempts(),
        message.lastAnswer().orElse("not tried yet"),
        message.state() == State.FAILED
            ? Optional.empty()
            : Optional.of(unsent.dueAt().isAfter(now) ? Spans.due(unsent.dueAt(), now) : "now"));
  }

  private static Optional<String> about(Message message) {
    return Optional.of(message.subject())
        .filter(it -> it.startsWith("Assessment/"))
        .map(it -> it.substring("Assessment/".length()))
        .flatMap(AssessmentId::parse)
        .map(it -> "/app/assessments/" + it);
  }

  /** Tries a message again, or gives it up. */
  @POST
  public Answer act(@BeanParam Call call) {
    var id =
        call.sent().text("id", ID).flatMap(AssessmentId::parse).orElseThrow(NotFoundException::new);
    if (!act(call.seat(), id, call.sent().text("act", ID).orElse(""))) {
      throw new NotFoundException();
    }
    return Answer.to("/app/messages");
  }

  private boolean act(Seat seat, AssessmentId id, String act) {
    return switch (act) {
      case "again" -> outbox.tryAgain(seat.tenant(), id.value());
      case "give-up" -> outbox.giveUp(seat.tenant(), id.value(), seat.name());
      default -> false;
    };
  }
}
