package org.plumbline.web.screen.clinic;

import jakarta.inject.Inject;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.plumbline.web.screen.clinic.OpenBoards.Board;

/**
 * Server-sent events for an open board: that something has changed, never what. A servlet, because
 * two thousand of them stay open without a thread.
 */
@WebServlet(value = "/app/events", asyncSupported = true)
public class EventPages extends HttpServlet {
  private static final long serialVersionUID = 1L;

  /** A browser opens it again by itself. */
  private static final long LIFE = 10 * 60 * 1000L;

  /** A board that was refused tries again by itself after half a minute. */
  private static final String RETRY_SECONDS = "30";

  private final transient Desk desk;
  private final transient OpenBoards boards;

  @Inject
  EventPages(Desk desk, OpenBoards boards) {
    this.desk = desk;
    this.boards = boards;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var entered = desk.letIn(request, response, true);
    if (entered.refused().isPresent()) {
      entered.refused().get().send(response);
      return;
    }
    var seat = entered.seat().orElseThrow();
    var board = new Board(seat.tenant(), desk.signedIn() ? seat.name() : "");
    if (!boards.enter(board)) {
      response.setHeader("Retry-After", RETRY_SECONDS);
      desk.note(
              HttpServletResponse.SC_SERVICE_UNAVAILABLE,
              "Too many boards",
              "Too many boards are open. This one is not live; close those that nobody looks at.",
              List.of())
          .send(response);
      return;
    }
    response.setContentType("text/event-stream");
    response.setCharacterEncoding("UTF-8");
    response.setHeader("X-Accel-Buffering", "no");
    var context = request.startAsync();
    context.setTimeout(LIFE);
    context.addListener(
        new AsyncListener() {
          @Override
          public void onComplete(AsyncEvent event) {
            boards.close(context);
          }

          @Override
          public void onTimeout(AsyncEvent event) {
            boards.close(context);
            context.complete();
          }

          @Override
          public void onError(AsyncEvent event) {
            boards.close(context);
          }

          @Override
          public void onStartAsync(AsyncEvent event) {
            // it is started once
          }
        });
    boards.open(context, board);
  }
}
