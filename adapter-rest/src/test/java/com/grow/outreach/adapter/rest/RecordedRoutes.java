package com.grow.outreach.adapter.rest;

import com.grow.outreach.adapter.rest.answer.Resource;
import com.grow.outreach.domain.access.Permission;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRoute;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.util.Map;
import java.util.TreeMap;

/**
 * A record of the routes that a service registers.
 *
 * @param prefix the beginning of the paths
 * @param allowed the allowed methods by path, separated by commas
 * @param permissions the permissions by operation, which is a method and a path
 */
record RecordedRoutes(String prefix, Map<String, String> allowed, Map<String, Permission> permissions)
        implements HttpRules {

    RecordedRoutes() {
        this("", new TreeMap<>(), new TreeMap<>());
    }

    @Override
    public HttpRules any(String path, Handler... handlers) {
        for (var handler : handlers) {
            var resource = (Resource) handler;
            var whole = prefix + (path.equals("/") ? "" : path);
            allowed.put(whole, resource.allow());
            resource.permissions()
                    .forEach((method, permission) -> permissions.put(method.text() + " " + whole, permission));
        }
        return this;
    }

    @Override
    public HttpRules register(HttpService... services) {
        return register("", services);
    }

    @Override
    public HttpRules register(String path, HttpService... services) {
        for (var service : services) {
            service.routing(new RecordedRoutes(prefix + path, allowed, permissions));
        }
        return this;
    }

    @Override
    public HttpRules route(HttpRoute route) {
        throw new AssertionError("every path is to be routed as a Resource by any(path, resource)");
    }
}
