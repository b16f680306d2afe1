package org.plumbline.web.clinic;

import jakarta.inject.Inject;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Server-sent events for an open board: that something has changed, never what. */
@WebServlet(value = "/app/events", asyncSupported = true)
public class EventPages extends HttpServlet {
  private static final long serialVersionUID = 1L;

  /** A browser opens it again by itself. */
  private static final long LIFE = 10 * 60 * 1000L;

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
    var seat = desk.enter(request, response, true);
    if (seat.isEmpty()) {
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
    if (!boards.open(context, seat.get().tenant())) {
      context.complete();
    }
  }
}
