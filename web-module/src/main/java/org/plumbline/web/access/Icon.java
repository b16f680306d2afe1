package org.plumbline.web.access;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/**
 * The icon of our cards: a plumb line, 100 by 100 pixels, without transparency. See <a
 * href="https://cds-hooks.hl7.org/2.0/#source">CDS Hooks, source</a>.
 */
@WebServlet("/icon.png")
public class Icon extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final int SIZE = 100;
  private static final Color INK = new Color(0x12, 0x3b, 0x5c);

  private final transient byte[] image = draw();

  private static byte[] draw() {
    var image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
    var pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, SIZE, SIZE);
    pen.setColor(INK);
    pen.setStroke(new BasicStroke(5));
    pen.drawLine(25, 12, 75, 12);
    pen.drawLine(50, 12, 50, 58);
    pen.fillPolygon(new int[] {36, 64, 50}, new int[] {58, 58, 92}, 3);
    pen.dispose();
    try {
      var out = new ByteArrayOutputStream();
      ImageIO.write(image, "png", out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("image/png");
    response.setHeader("Cache-Control", "public, max-age=86400");
    response.getOutputStream().write(image);
  }
}
