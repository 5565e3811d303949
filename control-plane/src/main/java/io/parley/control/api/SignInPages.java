package io.parley.control.api;

import io.parley.control.Refusal;
import io.parley.control.page.Pages;
import io.parley.control.people.Links;
import io.parley.control.people.People;
import io.parley.control.people.Sessions;
import io.parley.control.people.SignIn;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The pages one comes in by: sign-in, sign-out and a one-time link's. Stateless. */
@RestController
class SignInPages {
  private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=utf-8");
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._-]{1,200}");
  private static final String AWAY =
      "The database is away: sign in with the admin token, or try again.";

  private final People people;
  private final AdminToken token;
  private final Pages pages;
  private final boolean console;

  SignInPages(People people, AdminToken token, Pages pages, boolean console) {
    this.people = people;
    this.token = token;
    this.pages = pages;
    this.console = console;
  }

  @GetMapping("/login")
  ResponseEntity<String> login() {
    return html(HttpStatus.OK, pages.login(""));
  }

  /** With an address and its password, or with the data folder's token and no address. */
  @PostMapping("/login")
  ResponseEntity<String> login(
      @RequestParam(defaultValue = "") String email,
      @RequestParam(defaultValue = "") String token,
      HttpServletRequest request) {
    try {
      if (email.isBlank()) {
        return this.token.matches(token.strip())
            ? in(this.token.newSession(), AdminToken.SESSION, request)
            : html(HttpStatus.UNAUTHORIZED, pages.login("That is not the token."));
      }
      SignIn.Proof proof = new SignIn.Proof(null, email, token);
      SignIn.SignedIn who = people.signIn().in(proof, SourceAddress.of(request));
      return in(who.token(), Sessions.LONGEST, request);
    } catch (Refusal refusal) {
      return html(Problems.status(refusal.kind()), pages.login(refusal.reason()));
    } catch (DataAccessException | TransactionException _) {
      return html(HttpStatus.SERVICE_UNAVAILABLE, pages.login(AWAY));
    }
  }

  @PostMapping("/logout")
  ResponseEntity<String> logout(HttpServletRequest request) {
    people.sessions().close(SessionCookie.of(request));
    return seeOther("/login", SessionCookie.clear(request));
  }

  /** The console's page of the same name, where this build has a console; otherwise ours. */
  @GetMapping("/first-run")
  ResponseEntity<String> firstRun(@RequestParam(defaultValue = "") String token) {
    if (console) {
      String plain = TOKEN.matcher(token).matches() ? token : "";
      return ResponseEntity.status(HttpStatus.SEE_OTHER)
          .header(HttpHeaders.LOCATION, "/app/first-run?token=" + plain)
          .build();
    }
    return html(HttpStatus.OK, pages.firstRun(token, ""));
  }

  @PostMapping("/first-run")
  ResponseEntity<String> firstRun(
      @RequestParam(defaultValue = "") String token,
      @RequestParam(defaultValue = "") String email,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String password,
      HttpServletRequest request) {
    try {
      SignIn.SignedIn who = people.links().use(new Links.Answer(token, email, name, password));
      return in(who.token(), Sessions.LONGEST, request);
    } catch (Refusal refusal) {
      String remedy = refusal.remedy() == null ? "" : " " + refusal.remedy();
      return html(
          Problems.status(refusal.kind()), pages.firstRun(token, refusal.reason() + remedy));
    }
  }

  private static ResponseEntity<String> in(
      String session, Duration age, HttpServletRequest request) {
    return seeOther("/", SessionCookie.set(session, age, request));
  }

  private static ResponseEntity<String> seeOther(String where, String cookie) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .header(HttpHeaders.LOCATION, where)
        .header(HttpHeaders.SET_COOKIE, cookie)
        .build();
  }

  private static ResponseEntity<String> html(HttpStatus status, String page) {
    return ResponseEntity.status(status).contentType(HTML).body(page);
  }
}
