package io.parley.control.people;

import io.parley.control.store.TenantTransactions;
import java.security.SecureRandom;
import java.time.InstantSource;

/** All there is to people, keys and the record of changes. */
public record People(
    Users users, Sessions sessions, SignIn signIn, Links links, ApiKeys keys, AuditQueries audit) {
  /** Wires; does no I/O. */
  public static People of(TenantTransactions transactions, InstantSource wall) {
    SecureRandom random = new SecureRandom();
    Passwords passwords = new Passwords(random);
    Links links = new Links(transactions, passwords, random, wall);
    Throttle throttle = new Throttle(transactions, wall);
    return new People(
        new Users(transactions, passwords, links, random, wall),
        new Sessions(transactions, wall),
        new SignIn(transactions, passwords, throttle, random, wall),
        links,
        new ApiKeys(transactions, random, wall),
        new AuditQueries(transactions));
  }
}
