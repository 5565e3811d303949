package io.parley.control.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.parley.control.agents.NamedDocuments;
import io.parley.control.agents.Revised;
import io.parley.control.api.Exchange.Made;
import io.parley.control.people.Requester;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.function.Function;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.JsonNode;

/**
 * Documents of one kind as the API gives and takes them: what the handlers of every such kind do.
 * Stateless.
 */
final class Resource<L, T> {
  private final Exchange exchange;
  private final String path;
  private final NamedDocuments<L, T> documents;
  private final Function<L, String> listedName;
  private final Function<T, String> name;

  /**
   * The {@code documents} below {@code path}.
   *
   * @param listedName the name of one in a list
   * @param name the name of one by itself
   */
  Resource(
      Exchange exchange,
      String path,
      NamedDocuments<L, T> documents,
      Function<L, String> listedName,
      Function<T, String> name) {
    this.exchange = exchange;
    this.path = path;
    this.documents = documents;
    this.listedName = listedName;
    this.name = name;
  }

  /** One page of them, by name. */
  ResponseEntity<String> list(Requester who, String limit, String cursor) {
    return exchange.list(
        who,
        limit,
        cursor,
        (jdbc, after, most) -> documents.list(jdbc, who.tenant(), after, most),
        listedName);
  }

  /** The one called {@code wanted}. */
  ResponseEntity<String> one(Requester who, String wanted) {
    return exchange.giveRevised(who, jdbc -> documents.get(jdbc, who.tenant(), wanted));
  }

  /** Makes one of the request's body. */
  ResponseEntity<String> create(Requester who, HttpServletRequest request) throws IOException {
    return create(who, request, Exchange.body(request));
  }

  /** Makes one of {@code body}, which is the request's. */
  ResponseEntity<String> create(Requester who, HttpServletRequest request, JsonNode body) {
    return exchange.make(
        who,
        request,
        documents.withoutSecret(body),
        jdbc -> {
          Revised<T> made = documents.create(jdbc, who, body);
          String segment = UriUtils.encodePathSegment(name.apply(made.value()), UTF_8);
          return new Made(made, path + "/" + segment);
        });
  }

  /** Replaces the one called {@code changed} by the request's body. */
  ResponseEntity<String> replace(Requester who, String changed, HttpServletRequest request)
      throws IOException {
    JsonNode body = Exchange.body(request);
    long seen = Exchange.seen(request);
    return exchange.giveRevised(who, jdbc -> documents.replace(jdbc, who, changed, seen, body));
  }

  /** Takes the one called {@code unwanted} away. */
  ResponseEntity<String> remove(Requester who, String unwanted, HttpServletRequest request) {
    long seen = Exchange.seen(request);
    return exchange.remove(who, jdbc -> documents.remove(jdbc, who, unwanted, seen));
  }
}
