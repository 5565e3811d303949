package io.parley.control.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DatabaseUrlTest {
  @Test
  void readsTheFormOfTheEcosystem() {
    var url =
        DatabaseUrl.parse("postgres://me:p%40ss+w%2Frd@db.example:6432/parley?sslmode=require");
    assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example:6432/parley?sslmode=require");
    assertThat(url.login().user()).isEqualTo("me");
    assertThat(url.login().password()).isEqualTo("p@ss+w/rd");
    assertThat(url.place()).isEqualTo("db.example:6432/parley");
  }

  @Test
  void readsTheFormOfJdbc() {
    var url = DatabaseUrl.parse("jdbc:postgresql://h/db?user=me&password=x%26y&ssl=true");
    assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://h/db?ssl=true");
    assertThat(url.login().password()).isEqualTo("x&y");
  }

  @Test
  void neverPrintsThePassword() {
    assertThat(DatabaseUrl.parse("postgresql://me:secret@h/db").toString())
        .doesNotContain("secret");
    assertThatThrownBy(() -> DatabaseUrl.parse("postgres://me:secret@h/"))
        .hasMessageContaining("DATABASE_URL")
        .message()
        .doesNotContain("secret");
  }

  @Test
  void refusesOtherDatabasesNamingTheSetting() {
    assertThatThrownBy(() -> DatabaseUrl.parse("mysql://me:secret@h/db"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("DATABASE_URL must begin with postgres://");
  }
}
