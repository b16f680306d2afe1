package org.plumbline.web.screen.patient;

import jakarta.ejb.EJBException;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.plumbline.link.IntakeLink;
import org.plumbline.link.IntakeLinks;
import org.plumbline.link.LinkTokens;
import org.plumbline.web.access.ServerAddress;
import org.plumbline.web.screen.page.Redirect;
import org.plumbline.web.screen.page.SameOrigin;

/** A shared device of a clinic: the code that the reception gave opens the patient's questions. */
@WebServlet("/kiosk/*")
public class KioskPages extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient LinkGuests guests;
  private final transient IntakeLinks links;
  private final transient LinkTokens tokens;
  private final transient PatientPages pages;
  private final transient ServerAddress address;

  @Inject
  KioskPages(
      LinkGuests guests,
      IntakeLinks links,
      LinkTokens tokens,
      PatientPages pages,
      ServerAddress address) {
    this.guests = guests;
    this.links = links;
    this.tokens = tokens;
    this.pages = pages;
    this.address = address;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (device(request, response).isPresent()) {
      pages.kiosk(request, response, path(request), false);
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var device = device(request, response);
    if (device.isEmpty()) {
      return;
    }
    if (!SameOrigin.holds(request, address.base(request))) {
      response.setStatus(HttpServletResponse.SC_FORBIDDEN);
      return;
    }
    var code =
        Objects.requireNonNullElse(request.getParameter("code"), "")
            .replaceAll("[^A-Za-z0-9]", "")
            .toUpperCase(Locale.ROOT);
    var link = links.ofCode(device.get().tenant(), code);
    if (link.isEmpty() || LinkGuests.isKiosk(link.get())) {
      pages.kiosk(request, response, path(request), true);
      return;
    }
    Redirect.to(
        response,
        "/intake/"
            + tokens.of(link.get())
            + "?kiosk="
            + path(request).substring("/kiosk/".length()));
  }

  private Optional<IntakeLink> device(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<IntakeLink> device;
    try {
      device = guests.link(request);
    } catch (EJBException databaseAway) {
      device = Optional.empty();
    }
    if (device.isEmpty()) {
      pages.expired(request, response);
    }
    return device;
  }

  private static String path(HttpServletRequest request) {
    return "/kiosk" + Objects.requireNonNullElse(request.getPathInfo(), "");
  }
}
