package org.plumbline.web.access.entrance;

import io.undertow.conduits.GzipStreamSourceConduit;
import io.undertow.server.ConduitWrapper;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * A zipped body as it comes out, until nobody wants more of it. What comes then is thrown away as
 * it is: a bomb is not unzipped for the sake of reading it to its end.
 */
final class Unzipped extends AbstractStreamSourceConduit<StreamSourceConduit> {
  private static final AttachmentKey<Unzipped> KEY = AttachmentKey.create(Unzipped.class);

  static final ConduitWrapper<StreamSourceConduit> WRAPPER =
      (factory, exchange) -> {
        var unzipped = new Unzipped(factory.create(), exchange);
        exchange.putAttachment(KEY, unzipped);
        return unzipped;
      };

  private final StreamSourceConduit zipped;
  private boolean unwanted;

  private Unzipped(StreamSourceConduit zipped, HttpServerExchange exchange) {
    super(new GzipStreamSourceConduit(exchange, zipped));
    this.zipped = zipped;
  }

  /** Nobody reads the rest of the body. */
  static void end(HttpServerExchange exchange) {
    var unzipped = exchange.getAttachment(KEY);
    if (unzipped != null) {
      unzipped.unwanted = true;
    }
  }

  private StreamSourceConduit source() {
    return unwanted ? zipped : next;
  }

  @Override
  public int read(ByteBuffer buffer) throws IOException {
    return source().read(buffer);
  }

  @Override
  public long read(ByteBuffer[] buffers, int offset, int count) throws IOException {
    return source().read(buffers, offset, count);
  }

  @Override
  public long transferTo(long position, long count, FileChannel target) throws IOException {
    return source().transferTo(position, count, target);
  }

  @Override
  public long transferTo(long count, ByteBuffer through, StreamSinkChannel target)
      throws IOException {
    return source().transferTo(count, through, target);
  }
}
