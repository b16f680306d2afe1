package org.plumbline.web.access;

import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import org.plumbline.web.intake.JsonBody;

/** Reads a body that is not larger than one that is read as JSON. */
public final class BoundedBody {
  private BoundedBody() {}

  /**
   * The bytes of a body that is an intake and no whole record.
   *
   * @throws ClientErrorException 413 if there are more
   */
  public static byte[] read(InputStream body) throws IOException {
    return read(body, JsonBody.MAX_BYTES);
  }

  /**
   * The bytes of a body.
   *
   * @param most how many are read
   * @throws ClientErrorException 413 if there are more
   */
  public static byte[] read(InputStream body, int most) throws IOException {
    var bytes = body.readNBytes(most + 1);
    if (bytes.length > most) {
      throw new ClientErrorException(Response.Status.REQUEST_ENTITY_TOO_LARGE);
    }
    return bytes;
  }
}
