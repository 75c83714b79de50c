package com.grow.outreach.bootstrap.embedded;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.util.stream.Collectors.joining;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The programs of PostgreSQL, which are unpacked from the archive in Grow and compared with it before they run. */
final class ServerPrograms {

    private static final String MANIFEST = "manifest";
    private static final String UNPACKING = "unpacking";
    private static final int OWNER_EXECUTES = 0100;
    private static final int BUFFER = 1 << 16;

    private ServerPrograms() {}

    /**
     * Returns the folder of the programs. Unpacks them if they are missing or differ from the archive.
     *
     * @param directory a directory in which other users can't write
     */
    static Path in(DataDirectory directory) throws IOException {
        var name = archiveHash().substring(0, 16);
        var server = directory.path().resolve(DataDirectory.SERVER);
        var programs = server.resolve(name);
        if (!isIntact(programs)) {
            // This also deletes other versions.
            unpack(directory.createEmpty(DataDirectory.SERVER).resolve(UNPACKING));
            Files.move(server.resolve(UNPACKING), programs, StandardCopyOption.ATOMIC_MOVE);
        }
        return programs.resolve("bin");
    }

    private static String archiveHash() throws IOException {
        try (var archive = archive()) {
            return hash(archive);
        }
    }

    private static InputStream archive() throws IOException {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        var machine = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        var name = "postgres-%s-%s.txz".formatted(system, machine);
        var archive = ServerPrograms.class.getClassLoader().getResourceAsStream(name);
        if (archive == null) {
            throw new IOException(
                    "Grow has no PostgreSQL for this system (%s); use a database with --database-url".formatted(name));
        }
        return archive;
    }

    private static void unpack(Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(new BufferedInputStream(new XZInputStream(archive()), BUFFER))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException(
                            "the archive of PostgreSQL has the invalid path %s".formatted(entry.getName()));
                }
                Files.createDirectories(entry.isDirectory() ? path : path.getParent(), permissions("rwx------"));
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else if (entry.isFile()) {
                    boolean executable = (entry.getMode() & OWNER_EXECUTES) != 0;
                    Files.createFile(path, permissions(executable ? "rwx------" : "rw-------"));
                    try (var out = Files.newOutputStream(path)) {
                        tar.transferTo(out);
                    }
                }
            }
        }
        DataDirectory.write(target.resolve(MANIFEST), describe(target));
    }

    private static FileAttribute<?> permissions(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }

    /** Returns whether a folder has exactly the unpacked files with the same content. */
    private static boolean isIntact(Path programs) throws IOException {
        var manifest = programs.resolve(MANIFEST);
        return Files.isRegularFile(manifest, NOFOLLOW_LINKS)
                && Files.readString(manifest).equals(describe(programs));
    }

    /** Returns a line for each file except the manifest: its name, its type and its hash. */
    private static String describe(Path programs) throws IOException {
        try (var paths = Files.walk(programs)) {
            return paths.filter(path -> !Files.isDirectory(path, NOFOLLOW_LINKS))
                    .filter(path -> !path.equals(programs.resolve(MANIFEST)))
                    .parallel()
                    .map(path -> programs.relativize(path) + " " + description(path) + "\n")
                    .sorted()
                    .collect(joining());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String description(Path path) {
        try {
            if (Files.isSymbolicLink(path)) {
                return "link " + Files.readSymbolicLink(path);
            }
            try (var in = Files.newInputStream(path)) {
                return (Files.isExecutable(path) ? "program " : "file ") + hash(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(InputStream in) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
