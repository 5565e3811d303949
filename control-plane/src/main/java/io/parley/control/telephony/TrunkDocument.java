package io.parley.control.telephony;

import io.parley.control.document.Documents;
import io.parley.control.document.Finding;
import io.parley.control.document.InvalidDocument;
import io.parley.control.document.Schema;
import io.parley.kernel.net.Host;
import io.parley.kernel.net.Network;
import io.parley.kernel.route.Placeholders;
import io.parley.kernel.route.TrunkDefinition;
import io.parley.kernel.route.TrunkDefinition.Gateway;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What makes a trunk one that can work. Pure.
 *
 * @param password what is to be kept; empty: what is kept stays
 */
record TrunkDocument(TrunkDefinition definition, String password) {
  /** What a trunk is made of. */
  static final Schema SCHEMA = Schema.of("trunk");

  private static final String AUTHENTICATION = "authentication";
  private static final String PASSWORD = "password";
  private static final String HOST_NAME =
      "(?=.{1,253}$)[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?"
          + "(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?)*\\.?";
  private static final int WIDEST_IPV4 = 8;
  private static final int WIDEST_IPV6 = 19;

  /** Reads {@code document}; refused with all that is wrong with it. */
  static TrunkDocument read(JsonNode document, boolean passwordKept) {
    InvalidDocument.unlessEmpty(SCHEMA.check(document));
    String password = document.path(AUTHENTICATION).path(PASSWORD).asString("");
    ObjectNode whole = (ObjectNode) SCHEMA.filled(document);
    if (whole.get(AUTHENTICATION) instanceof ObjectNode authentication) {
      boolean digest = authentication.path("kind").asString().equals("digest");
      authentication.remove(PASSWORD);
      authentication.put("password_set", digest && (passwordKept || !password.isEmpty()));
    }
    TrunkDefinition trunk = Documents.value(whole, TrunkDefinition.class);
    List<Finding> findings = new ArrayList<>();
    networks(trunk, findings);
    gateways(trunk, findings);
    authentication(trunk, password, findings);
    directions(trunk, findings);
    variables(trunk, findings);
    InvalidDocument.unlessEmpty(findings);
    return new TrunkDocument(trunk, password);
  }

  /** {@code body} without its password, for what is written down about a request. */
  static JsonNode withoutPassword(JsonNode body) {
    JsonNode copy = body.deepCopy();
    if (copy.path(AUTHENTICATION) instanceof ObjectNode authentication) {
      authentication.remove(PASSWORD);
    }
    return copy;
  }

  private static void networks(TrunkDefinition trunk, List<Finding> findings) {
    for (int i = 0; i < trunk.allowedNetworks().size(); i++) {
      String field = "allowed_networks[" + i + "]";
      String text = trunk.allowedNetworks().get(i);
      try {
        Network network = Network.of(text);
        int widest = network.isIpv4() ? WIDEST_IPV4 : WIDEST_IPV6;
        if (network.bits() < widest) {
          findings.add(
              new Finding(
                  field,
                  "'" + text + "' is wider than any provider's network (/" + widest + ")",
                  "name the networks your provider documents"));
        }
      } catch (IllegalArgumentException e) {
        findings.add(
            new Finding(
                field,
                String.valueOf(e.getMessage()),
                "write an address like 203.0.113.7 or a network like 203.0.113.0/24"));
      }
    }
  }

  private static void gateways(TrunkDefinition trunk, List<Finding> findings) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < trunk.gateways().size(); i++) {
      Gateway gateway = trunk.gateways().get(i);
      String field = "gateways[" + i + "]";
      if (!isHost(gateway.host())) {
        findings.add(
            new Finding(
                field + ".host",
                "'" + gateway.host() + "' is neither a host's name nor an address",
                "write a name like sip.example.com, or an address, without port and scheme"));
      } else if (!seen.add(gateway.host() + " " + gateway.port())) {
        findings.add(new Finding(field, "is there twice", "take one of the two out"));
      }
      if (!gateway.inbound() && !gateway.outbound()) {
        findings.add(
            new Finding(
                field, "is neither for inbound nor for outbound calls", "choose one, or both"));
      }
    }
  }

  private static boolean isHost(String host) {
    if (!Host.isLiteral(host)) {
      return host.matches(HOST_NAME);
    }
    try {
      return host.indexOf('/') < 0 && Network.of(host).bits() >= 32;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static void authentication(
      TrunkDefinition trunk, String password, List<Finding> findings) {
    boolean digest = trunk.authentication().asksPassword();
    if (digest && trunk.authentication().username().isEmpty()) {
      findings.add(
          new Finding(
              "authentication.username",
              "is missing, and digest needs one",
              "give the name the provider knows you by"));
    }
    if (digest && !trunk.authentication().passwordSet()) {
      findings.add(
          new Finding(
              "authentication.password", "is missing, and digest needs one", "give the password"));
    }
    if (!digest && !password.isEmpty()) {
      findings.add(
          new Finding(
              "authentication.password",
              "is of no use without digest",
              "leave it out, or choose the kind digest"));
    }
    if (trunk.registration().enabled() && !digest) {
      findings.add(
          new Finding(
              "registration.enabled",
              "a registration needs name and password",
              "choose authentication of the kind digest, or do not register"));
    }
    if (trunk.mediaEncryption().equals("required") && !trunk.transport().equals("tls")) {
      findings.add(
          new Finding(
              "media_encryption",
              "its keys would be read by anybody on the way over " + trunk.transport(),
              "choose the transport tls, or do not require it"));
    }
  }

  private static void directions(TrunkDefinition trunk, List<Finding> findings) {
    boolean outbound = !trunk.direction().equals("inbound");
    boolean inbound = !trunk.direction().equals("outbound");
    boolean sends = trunk.gateways().stream().anyMatch(Gateway::outbound);
    if ((outbound || trunk.registration().enabled()) && !sends) {
      findings.add(
          new Finding(
              "gateways",
              "there is none that calls or registrations could be sent to",
              "give one that is outbound"));
    }
    boolean known =
        !trunk.allowedNetworks().isEmpty()
            || trunk.gateways().stream().anyMatch(g -> g.inbound() && Host.isLiteral(g.host()));
    if (inbound && !known && !trunk.authentication().asksPassword()) {
      findings.add(
          new Finding(
              "allowed_networks",
              "nothing says which calls are this trunk's",
              "list the networks the provider calls from, or give an inbound gateway by its"
                  + " address, or choose digest"));
    }
  }

  private static void variables(TrunkDefinition trunk, List<Finding> findings) {
    trunk
        .headersToVariables()
        .forEach((header, variable) -> {
          if (Placeholders.BUILT_IN.contains(variable)) {
            findings.add(
                new Finding(
                    "headers_to_variables." + header,
                    "'" + variable + "' is a name every call has a value for",
                    "choose another name"));
          }
        });
  }
}
