# The portal as one image: web, worker, beat, metrics and migrate are the same code, told different
# things. No setting and no secret is in it; docker-compose.yml says what each is told.

FROM python:3.11.14-slim-bookworm AS build
WORKDIR /srv/prestizh
# The servers' own lock: without PostgreSQL and Valkey as wheels, with object storage.
COPY .requirements-server.lock ./
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --require-hashes -r .requirements-server.lock
COPY . .
# Nothing of these settings stays: the files do not depend on them.
RUN export SECRET_KEY=unused SITE_URL=https://unused.example REDIS_URL=redis://unused \
        DATABASE_URL=postgresql://unused@unused/unused STATIC_ROOT=/srv/static \
    && /opt/venv/bin/python -c "from prestizh.local import translations; translations.compile_all()" \
    && /opt/venv/bin/python manage.py collectstatic --noinput --verbosity 0 \
    && /opt/venv/bin/python -m compileall -q consultations feedback forums prestizh

FROM python:3.11.14-slim-bookworm
# Pango makes the PDF documents; Debian gives its security updates under the same version, so
# a pinned one would miss them.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --create-home --home-dir /home/prestizh prestizh
COPY --from=build /opt/venv /opt/venv
COPY --from=build /srv/static /srv/static
COPY --from=build /srv/prestizh /srv/prestizh
WORKDIR /srv/prestizh
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    STATIC_ROOT=/srv/static \
    DJANGO_SETTINGS_MODULE=prestizh.settings
USER 10001
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", \
     "--blocking-threads", "1", "--no-ws", "--respawn-failed-workers", "prestizh.wsgi:application"]
