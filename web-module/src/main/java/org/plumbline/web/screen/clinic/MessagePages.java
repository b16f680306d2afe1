package org.plumbline.web.screen.clinic;

import jakarta.ejb.EJBException;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
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
import org.plumbline.web.screen.page.Redirect;

/** What of the clinic has not arrived at other systems and why; try it again, or give it up. */
@WebServlet("/app/messages")
public class MessagePages extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final int MOST = 200;
  private static final int ID = 40;

  private final transient Desk desk;
  private final transient Outbox outbox;

  @Inject
  MessagePages(Desk desk, Outbox outbox) {
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

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var seat = desk.enter(request, response, true);
    if (seat.isEmpty()) {
      return;
    }
    try {
      var unsent = outbox.unsent(seat.get().tenant(), MOST);
      var model = new HashMap<String, Object>();
      model.put("frame", desk.frame("messages", seat.get()));
      model.put("receivers", receivers(seat.get(), unsent));
      model.put("most", unsent.size() == MOST);
      desk.show(request, response, 200, "clinic/messages.jte", model);
    } catch (EJBException e) {
      desk.away(request, response);
    }
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

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var seat = desk.enter(request, response, true);
    if (seat.isEmpty()) {
      return;
    }
    var id = Desk.parameter(request, "id", ID).flatMap(AssessmentId::parse);
    var act = Desk.parameter(request, "act", ID).orElse("");
    try {
      if (id.isPresent() && act(seat.get(), id.get(), act)) {
        Redirect.to(response, "/app/messages");
      } else {
        desk.missing(request, response);
      }
    } catch (EJBException e) {
      desk.away(request, response);
    }
  }

  private boolean act(Seat seat, AssessmentId id, String act) {
    return switch (act) {
      case "again" -> outbox.tryAgain(seat.tenant(), id.value());
      case "give-up" -> outbox.giveUp(seat.tenant(), id.value(), seat.name());
      default -> false;
    };
  }
}
