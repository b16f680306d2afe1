package org.plumbline.web.screen.launch;

import gg.jte.generated.precompiled.StaticTemplates;
import gg.jte.generated.precompiled.Templates;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.plumbline.web.access.ServerSettings;
import org.plumbline.web.screen.page.Answer;

/** The first page: what answers here, and whether this is a demonstration. */
@WebServlet({"", "/index.html"})
public class StartServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Templates TEMPLATES = new StaticTemplates();
  private final boolean demo;

  @Inject
  StartServlet(ServerSettings settings) {
    this.demo = settings.demo();
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Answer.page(TEMPLATES.launchStart(demo)).send(response);
  }
}
