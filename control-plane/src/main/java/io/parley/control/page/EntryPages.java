package io.parley.control.page;

/** The forms one comes in by. Stateless. */
final class EntryPages {
  private EntryPages() {}

  static String login(Markup page, String refused) {
    open(page, "Parley", refused, "/login");
    field(page, "email", "E-mail", "email", "username");
    field(page, "token", "Password", "password", "current-password");
    page.element("button", "Sign in").close("form");
    page.element(
        "p",
        "Without an e-mail, the password is the admin token: the file admin-token of the data"
            + " folder.",
        "class",
        "hint");
    return close(page);
  }

  static String firstRun(Markup page, String token, String refused) {
    open(page, "Your account", refused, "/first-run");
    page.open("input", "type", "hidden", "name", "token", "value", token);
    field(page, "email", "E-mail", "email", "username");
    field(page, "name", "Name", "text", "name");
    field(page, "password", "Password, at least 12 characters", "password", "new-password");
    page.element("button", "Set the password and sign in").close("form");
    return close(page);
  }

  private static void open(Markup page, String title, String refused, String action) {
    page.open("main", "class", "login").element("h1", title);
    if (!refused.isEmpty()) {
      page.element("p", refused, "class", "warning", "role", "alert");
    }
    page.open("form", "method", "post", "action", action);
  }

  private static void field(
      Markup page, String name, String label, String type, String autocomplete) {
    page.element("label", label, "for", name);
    page.open("input", "id", name, "name", name, "type", type, "autocomplete", autocomplete);
  }

  private static String close(Markup page) {
    return page.close("main").close("body").close("html").toString();
  }
}
