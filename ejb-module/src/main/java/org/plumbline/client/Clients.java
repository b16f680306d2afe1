package org.plumbline.client;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.LinkedHashMap;
import java.util.List;

/** The registered clients. They are added by the operator's tool ({@link ClientTool}). */
@Stateless
public class Clients {
  @PersistenceContext private EntityManager entities;

  @SuppressWarnings("NullAway.Init")
  protected Clients() {} // required by the container

  /** The clients that may call now, each in its newest version. */
  public List<Client> all() {
    var newest = new LinkedHashMap<String, ClientRow>();
    entities
        .createQuery("select c from ClientRow c order by c.name, c.version", ClientRow.class)
        .getResultStream()
        .forEach(it -> newest.put(it.name(), it));
    return newest.values().stream().filter(it -> !it.isWithdrawn()).map(ClientRow::client).toList();
  }
}
