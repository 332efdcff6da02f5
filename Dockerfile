# One image for web, worker, beat and migrate; `docker-compose.yml` says which. See there for what it needs.
FROM node:22-bookworm-slim AS aset
WORKDIR /srv/ilp
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY static static
RUN node static/build.mjs /srv/ilp/var/aset

FROM python:3.13-slim-bookworm
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
RUN useradd --system --uid 10001 --create-home ilp && install -d -o ilp /srv/ilp
USER ilp
WORKDIR /srv/ilp
COPY --chown=ilp run requirements.txt ./
COPY --chown=ilp ilp/stack/install.py ilp/stack/install.py
RUN ./run --hanya-pasang
COPY --chown=ilp . .
COPY --chown=ilp --from=aset /srv/ilp/var/aset var/aset
RUN .venv/bin/python -m ilp.stack.assets
EXPOSE 8000
CMD ["./run", "web"]
