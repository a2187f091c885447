package dev.leadlight.local.infrastructure;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** One row a line. */
record PostgresNotebook(String jdbcUrl) implements Notebook {

  @Override
  public void write(String line) throws SQLException {
    try (Connection connection = connect();
        Statement table = connection.createStatement();
        PreparedStatement row = connection.prepareStatement("insert into notebook values (?)")) {
      table.execute("create table if not exists notebook (line text)");
      row.setString(1, line);
      row.execute();
    }
  }

  @Override
  public List<String> read() throws SQLException {
    try (Connection connection = connect();
        Statement query = connection.createStatement();
        ResultSet rows = query.executeQuery("select line from notebook")) {
      List<String> lines = new ArrayList<>();
      while (rows.next()) {
        lines.add(rows.getString(1));
      }
      return lines;
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl, PostgresRecipe.USER, PostgresRecipe.PASSWORD);
  }
}
