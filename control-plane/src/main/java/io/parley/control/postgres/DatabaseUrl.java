package io.parley.control.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.parley.control.postgres.DatabaseAccess.Credentials;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;

/**
 * A database given by URL, in the form of the ecosystem ({@code
 * postgres://user:password@host:port/database?sslmode=…}) or of JDBC ({@code
 * jdbc:postgresql://host/database?user=…&password=…}).
 *
 * @param jdbcUrl without credentials
 */
public record DatabaseUrl(String jdbcUrl, Credentials login) {
  private static final String JDBC = "jdbc:postgresql:";

  /** Reads a URL; throws {@link IllegalArgumentException} without repeating it (it has secrets). */
  public static DatabaseUrl parse(String url) {
    if (url.startsWith(JDBC)) {
      return jdbc(url);
    }
    if (!url.matches("postgres(ql)?://.*")) {
      throw new IllegalArgumentException(
          "DATABASE_URL must begin with postgres:// or jdbc:postgresql:");
    }
    String rest = url.substring(url.indexOf("://") + 3);
    int slash = rest.indexOf('/');
    if (slash < 0 || slash == rest.length() - 1) {
      throw new IllegalArgumentException("DATABASE_URL names no database: …@host:5432/parley");
    }
    String authority = rest.substring(0, slash);
    int at = authority.lastIndexOf('@');
    String user = at < 0 ? "" : authority.substring(0, at);
    int colon = user.indexOf(':');
    return withQuery(
        "jdbc:postgresql://" + authority.substring(at + 1) + rest.substring(slash),
        decode(colon < 0 ? user : user.substring(0, colon)),
        decode(colon < 0 ? "" : user.substring(colon + 1)));
  }

  private static DatabaseUrl jdbc(String url) {
    return withQuery(url, "", "");
  }

  /** Takes user and password out of the query; the driver understands what is left. */
  private static DatabaseUrl withQuery(String url, String user, String password) {
    int mark = url.indexOf('?');
    if (mark < 0) {
      return new DatabaseUrl(url, new Credentials(user, password));
    }
    String foundUser = user;
    String foundPassword = password;
    List<String> others = new ArrayList<>();
    for (String pair : List.of(url.substring(mark + 1).split("&", -1))) {
      int equals = pair.indexOf('=');
      String key = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      switch (key) {
        case "" -> {}
        case "user" -> foundUser = decode(value);
        case "password" -> foundPassword = decode(value);
        case "application_name" -> others.add("ApplicationName=" + value);
        default -> others.add(pair);
      }
    }
    String query = others.isEmpty() ? "" : "?" + String.join("&", others);
    return new DatabaseUrl(
        url.substring(0, mark) + query, new Credentials(foundUser, foundPassword));
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
  }

  /** Host and database, for the operator. */
  public String place() {
    int mark = jdbcUrl.indexOf('?');
    String bare = mark < 0 ? jdbcUrl : jdbcUrl.substring(0, mark);
    return bare.substring(JDBC.length()).replaceFirst("^//", "");
  }
}
