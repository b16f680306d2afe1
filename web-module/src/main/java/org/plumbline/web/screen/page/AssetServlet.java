package org.plumbline.web.screen.page;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;

/** Sends styles and scripts; a browser keeps them for good. */
@WebServlet("/assets/*")
public class AssetServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private final transient Assets assets;

  @Inject
  AssetServlet(Assets assets) {
    this.assets = assets;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var asset = assets.find(Objects.requireNonNullElse(request.getPathInfo(), ""));
    if (asset.isEmpty()) {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    response.setContentType(asset.get().type());
    response.setCharacterEncoding("UTF-8");
    response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
    response.setHeader("Vary", "Accept-Encoding");
    var bytes = asset.get().bytes();
    if (Gzip.isAccepted(request.getHeader("Accept-Encoding"))) {
      response.setHeader("Content-Encoding", "gzip");
      bytes = asset.get().zipped();
    }
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }
}
