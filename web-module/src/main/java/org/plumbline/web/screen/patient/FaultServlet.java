package org.plumbline.web.screen.patient;

import jakarta.inject.Inject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What a person reads where the container would say a status and nothing else (web.xml). */
@WebServlet("/fault")
public class FaultServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private final transient PatientPages pages;

  @Inject
  FaultServlet(PatientPages pages) {
    this.pages = pages;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer it
            ? it
            : HttpServletResponse.SC_NOT_FOUND;
    var accept = request.getHeader("Accept");
    if (accept != null && accept.contains("text/html")) {
      pages.fault(request, status).send(response);
    } else {
      response.setStatus(status);
    }
  }
}
