package org.minori;

import java.util.TimeZone;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.modulith.Modulithic;

/** Starts Minori: one application, several equal nodes of which may share a database. */
@SpringBootApplication
@ConfigurationPropertiesScan
@Modulithic(
        systemName = "Minori",
        sharedModules = {"web", "storage"})
public class MinoriApplication {

    /** Runs the application with all stored times in UTC, whatever zone the machine is in. */
    public static void main(String[] args) {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        SpringApplication.run(MinoriApplication.class, args);
    }
}
